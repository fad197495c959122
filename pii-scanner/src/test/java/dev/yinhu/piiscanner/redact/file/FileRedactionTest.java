package dev.yinhu.piiscanner.redact.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.piiscanner.PiiEngine;
import dev.yinhu.piiscanner.redact.RedactionException;
import dev.yinhu.piiscanner.redact.Replacement;
import dev.yinhu.piiscanner.redact.Replacement.Written;
import dev.yinhu.piiscanner.redact.file.RedactedFile.Copied;
import dev.yinhu.piiscanner.redact.file.RedactedFile.Failed;
import dev.yinhu.piiscanner.redact.file.RedactedFile.LeftOut;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FileRedactionTest {
  private static final PiiEngine ENGINE =
      PiiEngine.standard(() -> Instant.parse("2026-11-22T00:00:00Z"));
  private static final String MOBILE = "13688887777";
  private static final String EMAIL = "li.wei@shop-mail.cn";

  /** A replacement that needs quoting in every form. */
  private static final Replacement AWKWARD =
      values -> values.stream().map(_ -> new Written("a\"b,\\c\n")).toList();

  @TempDir private Path directory;

  private RedactedFile redacted(String name, byte[] bytes, Replacement replacement)
      throws IOException {
    Path file = directory.resolve(name);
    Files.write(file, bytes);
    return new FileRedaction(ENGINE::scan, replacement, _ -> {}).file(file, name, copy(name));
  }

  private RedactedFile redacted(String name, String text) throws IOException {
    return redacted(name, text.getBytes(StandardCharsets.UTF_8), Replacement.byType());
  }

  private Path copy(String name) {
    return directory.resolve("out").resolve(name);
  }

  private List<String> left() throws IOException {
    try (var files = Files.list(directory.resolve("out"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private String copied(String name) throws IOException {
    return Files.readString(copy(name));
  }

  @Test
  void aTextIsCopiedWithoutItsPersonalData() throws Exception {
    RedactedFile done = redacted("a.log", "😀 call １３６\u200b８８８８７７７７\r\nmail " + EMAIL + "\n");

    assertThat(done)
        .isEqualTo(new Copied("a.log", Map.of("CN_MOBILE", 1L, "EMAIL", 1L), Map.of(), 0, 0));
    assertThat(copied("a.log")).isEqualTo("😀 call [CN_MOBILE]\r\nmail [EMAIL]\n");
    assertThat(left()).containsExactly("a.log");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GB18030", "UTF-16LE", "UTF-16BE", "UTF-8"})
  void theEncodingIsKept(String name) throws Exception {
    Charset charset = Charset.forName(name);
    String text = "客户的手机号码是" + MOBILE + "，请在下班之前联系。\n";
    String expected = text.replace(MOBILE, "[CN_MOBILE]");

    redacted("a.txt", text.getBytes(charset), Replacement.byType());

    assertThat(Files.readAllBytes(copy("a.txt"))).isEqualTo(expected.getBytes(charset));
  }

  @Test
  void theByteOrderMarkIsKept() throws Exception {
    redacted("a.csv", "\ufeff手机,备注\r\n" + MOBILE + ",无\r\n");

    assertThat(copied("a.csv")).isEqualTo("\ufeff手机,备注\r\n\"[CN_MOBILE]\",无\r\n");
  }

  @Test
  void aTableStaysATable() throws Exception {
    redacted(
        "a.csv",
        ("name,\"the \"\"phone\"\"\",note\r\n"
                + "x,\"%s\",\"a, \"\"b\"\"\nc\"\r\n\r\ny, %s ,\"%s\" too\r\n")
            .formatted(MOBILE, MOBILE, EMAIL)
            .getBytes(StandardCharsets.UTF_8),
        AWKWARD);

    assertThat(copied("a.csv"))
        .isEqualTo(
            "name,\"the \"\"phone\"\"\",note\r\n"
                + "x,\"a\"\"b,\\c\n\",\"a, \"\"b\"\"\nc\"\r\n\r\n"
                + "y,\" a\"\"b,\\c\n \",\"a\"\"b,\\c\n too\"\r\n");
  }

  @Test
  void theHeaderOfATableIsAHint() throws Exception {
    redacted("a.tsv", "id\tqq\tweight\n1\t87654321\t87654321\n");

    assertThat(copied("a.tsv")).isEqualTo("id\tqq\tweight\n1\t\"[QQ_ID]\"\t87654321\n");
  }

  @Test
  void jsonStaysJsonAndItsWhiteSpace() throws Exception {
    String json =
        "{ \"phone\" : %s,\n\t\"%s\":[\"\\u6253%s\", \"\\u0031\"], \"n\": 12.50 }\n"
            .formatted(MOBILE, EMAIL, MOBILE);

    redacted("a.json", json.getBytes(StandardCharsets.UTF_8), AWKWARD);

    String awkward = "a\\\"b,\\\\c\\n";
    assertThat(copied("a.json"))
        .isEqualTo(
            "{ \"phone\" : \"%s\",\n\t\"%s\":[\"\\u6253%s\", \"\\u0031\"], \"n\": 12.50 }\n"
                .formatted(awkward, awkward, awkward));
  }

  @Test
  void jsonLargerThanAllBuffersStaysTheSameTree() throws Exception {
    StringBuilder json = new StringBuilder("[");
    for (int i = 0; i < 20_000; i++) {
      json.append(i == 0 ? "" : ",\n ")
          .append("{\"id\":")
          .append(i)
          .append(",\"note\":\"订单 ")
          .append("x".repeat(i % 97))
          .append("\\\"\\u4e00")
          .append("\",\"phone\":\"")
          .append(MOBILE)
          .append("\"}");
    }
    String whole = json.append("]").toString();

    RedactedFile done = redacted("a.json", whole);

    assertThat(done).isEqualTo(new Copied("a.json", Map.of("CN_MOBILE", 20_000L), Map.of(), 0, 0));
    assertThat(copied("a.json")).isEqualTo(whole.replace(MOBILE, "[CN_MOBILE]"));
  }

  @Test
  void brokenLinesOfJsonAreRedactedAsTextAndCounted() throws Exception {
    RedactedFile done =
        redacted("a.jsonl", "{\"t\":\"打%s\"}\n{broken 打%s\n\n{\"t\":1}".formatted(MOBILE, MOBILE));

    assertThat(done).isEqualTo(new Copied("a.jsonl", Map.of("CN_MOBILE", 2L), Map.of(), 0, 1));
    assertThat(copied("a.jsonl"))
        .isEqualTo("{\"t\":\"打[CN_MOBILE]\"}\n{broken 打[CN_MOBILE]\n\n{\"t\":1}");
  }

  @Test
  void aLogThatOnlyBeginsLikeJsonIsNoBrokenJson() throws Exception {
    RedactedFile done = redacted("a.log", "{\"t\":\"打%s\"}\nplain 打%s\n".formatted(MOBILE, MOBILE));

    assertThat(done).isEqualTo(new Copied("a.log", Map.of("CN_MOBILE", 2L), Map.of(), 0, 0));
  }

  @Test
  void whatIsCalledJsonAndIsNoneIsNotCopied() throws Exception {
    RedactedFile done = redacted("a.json", "{\"phone\":\"%s\",\n \"b\": ".formatted(MOBILE));

    assertThat(done).isInstanceOf(Failed.class);
    assertThat(done.toString()).contains("not JSON at line 2").doesNotContain(MOBILE);
    assertThat(left()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"tel\": %s",
        "[%s",
        "\"%s",
        "{\"%s",
        "{\"%s\"",
        "[1,\"%s\\",
        "[\"%s\"",
        "%s %s]"
      })
  void jsonThatEndsTooEarlyIsNotCopied(String text) throws Exception {
    assertThat(redacted("a.json", text.replace("%s", MOBILE))).isInstanceOf(Failed.class);
  }

  @Test
  void aReplacementThatFailsLeavesNoCopy() throws Exception {
    Replacement refusing =
        _ -> {
          throw new RedactionException("no key");
        };

    RedactedFile done =
        redacted("a.txt", ("打" + MOBILE).getBytes(StandardCharsets.UTF_8), refusing);

    assertThat(done).isEqualTo(new Failed("a.txt", "no key"));
    assertThat(left()).isEmpty();
  }

  @Test
  void aFileThatChangesWhileItIsReadIsNotCopied() throws Exception {
    Path file = directory.resolve("a.txt");
    Replacement growing =
        values -> {
          append(file);
          return Replacement.byType().of(values);
        };

    RedactedFile done = redacted("a.txt", ("打" + MOBILE).getBytes(StandardCharsets.UTF_8), growing);

    assertThat(done).isInstanceOf(Failed.class).asString().contains("changed");
    assertThat(copy("a.txt")).doesNotExist();
  }

  private static void append(Path file) {
    try {
      Files.writeString(file, "more", StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatIsNoTextIsLeftOut() throws Exception {
    assertThat(redacted("a.bin", new byte[1000], Replacement.byType()))
        .isEqualTo(new LeftOut("a.bin", "binary"));
    assertThat(redacted("a.pdf", "%PDF-1.7 ...")).isInstanceOf(LeftOut.class);
    assertThat(copy("a.bin")).doesNotExist();
  }

  @Test
  void whatGzipPackedIsPackedAgain() throws Exception {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(("{\"t\":\"打" + MOBILE + "\"}\n").getBytes(StandardCharsets.UTF_8));
    }
    byte[] packed = bytes.toByteArray();

    RedactedFile done = redacted("a.jsonl.gz", packed, Replacement.byType());
    RedactedFile cut = redacted("b.jsonl.gz", Arrays.copyOf(packed, 30), Replacement.byType());

    assertThat(done).isInstanceOf(Copied.class);
    try (var plain =
        new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(copy("a.jsonl.gz"))))) {
      assertThat(new String(plain.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo("{\"t\":\"打[CN_MOBILE]\"}\n");
    }
    assertThat(cut).isInstanceOf(Failed.class);
    assertThat(copy("b.jsonl.gz")).doesNotExist();
  }

  @Test
  void whatGrowsBeyondTheBoundsIsToldAsSuch() throws Exception {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      byte[] piece = "x\n".repeat(1 << 19).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 70; i++) {
        gzip.write(piece);
      }
    }

    RedactedFile done = redacted("a.txt.gz", bytes.toByteArray(), Replacement.byType());

    assertThat(done)
        .isEqualTo(
            new Failed(
                "a.txt.gz", "grows beyond the bounds: more than 400 times its size comes out"));
    assertThat(copy("a.txt.gz")).doesNotExist();
  }

  @Test
  void valuesAtTheSeamsOfALongLineAreReplacedOnceEach() throws Exception {
    String unit = "，联系电话" + MOBILE + "，收件人不在";
    String text = unit.repeat(30_000);

    RedactedFile done = redacted("a.txt", text);

    assertThat(done).isEqualTo(new Copied("a.txt", Map.of("CN_MOBILE", 30_000L), Map.of(), 0, 0));
    assertThat(copied("a.txt")).isEqualTo(text.replace(MOBILE, "[CN_MOBILE]"));
  }

  @Test
  void manyValuesAreReplacedInBatchesOfAThousand() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    Replacement counting =
        values -> {
          asked.incrementAndGet();
          assertThat(values).hasSizeLessThanOrEqualTo(1000);
          return Replacement.byType().of(values);
        };
    StringBuilder csv = new StringBuilder("phone\n");
    csv.repeat(MOBILE + "\n", 2_500);

    redacted("a.csv", csv.toString().getBytes(StandardCharsets.UTF_8), counting);

    assertThat(asked).hasValue(3);
    assertThat(copied("a.csv")).isEqualTo("phone\n" + "\"[CN_MOBILE]\"\n".repeat(2_500));
  }

  @Test
  void malformedBytesAreToldAndTheRestIsRedacted() throws Exception {
    byte[] text = ("电话是 " + MOBILE + " 坏\n").getBytes(StandardCharsets.UTF_8);
    text[text.length - 2] = (byte) 0xff;

    RedactedFile done = redacted("a.txt", text, Replacement.byType());

    assertThat(done)
        .isInstanceOfSatisfying(Copied.class, c -> assertThat(c.malformed()).isPositive());
    assertThat(Files.readString(copy("a.txt"), StandardCharsets.ISO_8859_1))
        .contains("[CN_MOBILE]")
        .doesNotContain(MOBILE);
  }
}
