package dev.yinhu.piiscanner.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.piiscanner.PiiEngine;
import dev.yinhu.piiscanner.source.FileReading;
import dev.yinhu.piiscanner.source.FileTree;
import dev.yinhu.piiscanner.source.Happening;
import dev.yinhu.piiscanner.source.Place;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HiddenNamesTest {
  private static final PiiEngine ENGINE =
      PiiEngine.standard(() -> Instant.parse("2026-11-22T00:00:00Z"));

  private final List<String> told = new ArrayList<>();

  private static Samples samples(int fill) {
    byte[] key = new byte[Samples.KEY_LENGTH];
    Arrays.fill(key, (byte) fill);
    return new Samples(new SecretKeySpec(key, "HmacSHA256"));
  }

  private static HiddenNames names() {
    return new HiddenNames(ENGINE::scan, samples(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          张伟.xlsx                       | ‹PERSON_NAME-#›.xlsx
          data/张伟的简历.pdf             | data/‹PERSON_NAME-#›的简历.pdf
          hr/王芳/合同.docx               | hr/‹PERSON_NAME-#›/合同.docx
          简历_张伟_13812345678.doc       | 简历_‹PERSON_NAME-#›_‹CN_MOBILE-#›.doc
          order_13812345678.csv           | order_‹CN_MOBILE-#›.csv
          a.zip!/身份证-11010519491231002X.jpg | a.zip!/身份证-‹CN_RESIDENT_ID-#›.jpg
          mail/john.doe@example.com/1.txt | mail/‹EMAIL-#›/1.txt
          """)
  void whatIsFoundInANameIsHiddenAndTheRestStays(String path, String shown) {
    assertThat(names().path(path).replaceAll("-[0-9a-f]{8}›", "-#›")).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "logs/app-2026-11-22.log.gz",
        "backup/20261122/shop.sql",
        "src/main/java/A.java",
        "../data/./x",
        "项目周报/第1章.docx",
        "江苏省/用户手册.pdf",
        "收货人.csv",
        "/var/lib/x//y/",
        "jdk-25.0.3+9/lib"
      })
  void otherNamesStayAsTheyAre(String path) {
    assertThat(names().path(path)).isEqualTo(path);
  }

  @Test
  void namesStayApartAndEqualUnderOneKey() {
    String one = names().path("张伟.xlsx");

    assertThat(names().path("b/张伟.txt")).isEqualTo("b/" + one.replace("xlsx", "txt"));
    assertThat(names().path("李强.xlsx")).isNotEqualTo(one);
    assertThat(new HiddenNames(ENGINE::scan, samples(2)).path("张伟.xlsx")).isNotEqualTo(one);
  }

  @Test
  void keysAndColumnsAreHiddenAsWell() {
    HiddenNames names = names();

    assertThat(names.place(new Place.InTree("$.张伟.phone", 1, 0)).shown())
        .matches("\\$\\.‹PERSON_NAME-[0-9a-f]{8}›\\.phone \\(line 1\\)");
    assertThat(names.place(new Place.InCell(2, 1, "收货人姓名", 0)).shown())
        .isEqualTo("record 2, 收货人姓名");
    assertThat(names.place(new Place.InText(3, 4)).shown()).isEqualTo("3:4");
  }

  private static void zip(Path file, String... names) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        var zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write("电话13912345678".getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  @Test
  void aScanTellsNoNameOfAFileOrEntryThatIsPersonal(@TempDir Path directory) throws Exception {
    Path tree = Files.createDirectories(directory.resolve("王芳"));
    Files.writeString(tree.resolve("张伟.txt"), "电话13912345678");
    Files.writeString(tree.resolve("张伟.json"), "{\"李强\": \"电话13912345678\"}");
    Files.write(tree.resolve("张伟.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 1});
    Files.write(tree.resolve("张伟.bin"), new byte[1000]);
    Files.createSymbolicLink(tree.resolve("张伟.lnk"), directory);
    zip(tree.resolve("张伟.zip"), "赵六.txt", "../张伟.txt");
    var listener =
        new PassageScan.Listener() {
          @Override
          public void found(Found found) {
            told.add(found.toString());
          }

          @Override
          public void happened(Happening happening) {
            told.add(happening.toString());
          }
        };

    try (var scan =
        new OrderedScan(
            FileReading.usual(),
            one -> new PassageScan(ENGINE::scan, samples(1), one, _ -> {}),
            listener,
            1)) {
      FileTree.walk(tree, "王芳", scan);
      scan.finish();
    }

    assertThat(told).hasSizeGreaterThan(8);
    assertThat(told).noneMatch(one -> one.matches("(?s).*(王芳|张伟|李强|赵六|13912345678).*"));
    assertThat(told).anyMatch(one -> one.contains(".zip!/‹PERSON_NAME-"));
  }
}
