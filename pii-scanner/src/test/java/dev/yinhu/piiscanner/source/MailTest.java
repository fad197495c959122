package dev.yinhu.piiscanner.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.piiscanner.source.Happening.WasRead;
import dev.yinhu.piiscanner.source.Happening.WentWrong;
import dev.yinhu.piiscanner.source.Happening.Wrong;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

final class MailTest {
  private static final String NUMBER = "13812345678";

  private final List<String> places = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private final List<Happening> happenings = new ArrayList<>();

  /** Writes down what is read, and where one number stands, under which names. */
  private final class Looking implements Watcher {
    @Override
    public void passage(String source, Passage passage) {
      texts.add(passage.text());
      int at = passage.text().indexOf(NUMBER);
      if (at >= 0) {
        Place place = passage.origin().at(passage.text(), at, at);
        places.add(source + " " + place.shown() + " " + passage.hints().names());
      }
    }

    @Override
    public void happened(Happening happening) {
      happenings.add(happening);
    }

    @Override
    public void advanced(long bytes) {
      assertThat(bytes).isPositive();
    }
  }

  private void read(String name, byte[] bytes) {
    new FileReading(Bounds.USUAL, List.of())
        .stream(name, new ByteArrayInputStream(bytes), new Looking());
  }

  private void read(String mail) {
    read("a.eml", mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getMimeEncoder().encodeToString(bytes);
  }

  private static String base64(String text) {
    return base64(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] gzip(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private List<Wrong> wrongs() {
    return happenings.stream()
        .filter(WentWrong.class::isInstance)
        .map(one -> ((WentWrong) one).wrong())
        .toList();
  }

  private static String multipart(String... parts) {
    return "Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
        + String.join("\n--b\n", parts)
        + "\n--b--\n";
  }

  @Test
  void whatIsEncodedInBase64IsRead() {
    read(
        """
        Subject: x
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: base64

        """
            + base64("您好，\n手机 " + NUMBER));

    assertThat(places).containsExactly("a.eml!/1 2:4 []");
    assertThat(wrongs()).isEmpty();
    assertThat(happenings)
        .extracting(Happening::source)
        .containsExactlyInAnyOrder("a.eml", "a.eml!/1");
  }

  @Test
  void quotedPrintableIsReadInTheEncodingThatItsBytesTell() {
    byte[] gbk = "收货人手机，请尽快联系，谢谢。".getBytes(Charset.forName("GB18030"));
    var quoted = new StringBuilder("138=\n12345678 ");
    for (byte one : gbk) {
      quoted.append("=%02X".formatted(one & 0xff));
    }

    read("Subject: x\nContent-Transfer-Encoding: quoted-printable\n\n" + quoted);

    assertThat(places).containsExactly("a.eml!/1 1:1 []");
    assertThat(texts).anyMatch(text -> text.contains("收货人手机，请尽快联系"));
  }

  @Test
  void anAttachmentIsReadAsTheFileThatItWas() throws Exception {
    read(
        multipart(
            "Content-Type: text/html\n\n<b>" + NUMBER + "</b>",
            """
            Content-Type: application/octet-stream
            Content-Disposition: attachment; filename*=UTF-8''%E8%AE%A2%E5%8D%95.csv
            Content-Transfer-Encoding: base64

            """
                + base64("id,phone\n1," + NUMBER + "\n"),
            """
            Content-Type: application/gzip; name="=?UTF-8?B?5pel5b+X?=.log.gz"
            Content-Transfer-Encoding: base64

            """
                + base64(gzip("x " + NUMBER))));

    assertThat(places)
        .containsExactly(
            "a.eml!/1 1:4 []",
            "a.eml!/2/订单.csv record 2, phone [phone]",
            "a.eml!/3/日志.log.gz 1:3 []");
    assertThat(wrongs()).isEmpty();
  }

  @Test
  void fieldsAreLinesOfTheMailUnfoldedAndDecoded() {
    read("Received: x\nTo: =?UTF-8?B?5byg5Lyf?=\n <a@example.com>,\n " + NUMBER + "\n\nnothing");

    assertThat(places).containsExactly("a.eml 2:25 []");
    assertThat(texts).contains("To: 张伟 <a@example.com>, " + NUMBER);
  }

  @Test
  void aMailWithinAMailIsRead() {
    read(
        multipart(
            "Content-Type: message/rfc822\n\nSubject: y\nContent-Transfer-Encoding: base64\n\n"
                + base64(NUMBER)));

    assertThat(places).containsExactly("a.eml!/1 1:1 []");
    assertThat(texts).contains("Subject: y");
  }

  @Test
  void whatStandsOutsideOfThePartsIsRead() {
    read("Content-Type: multipart/mixed; boundary=b\n\n" + NUMBER + "\n--b\n\nx\n--b--\n" + NUMBER);

    assertThat(places).containsExactly("a.eml!/1 1:1 []", "a.eml!/3 1:1 []");
  }

  @Test
  void aLineThatIsNoFieldIsNotLost() {
    read("Subject: x\nthis is no field " + NUMBER + "\n\nbody");

    assertThat(places).containsExactly("a.eml 2:18 []");
  }

  @Test
  void aMailThatStopsInTheMiddleIsReadSoFar() {
    String whole =
        multipart("Content-Transfer-Encoding: base64\n\n" + base64(NUMBER + " ".repeat(90)));

    read(whole.substring(0, whole.length() - 40));

    assertThat(places).hasSize(1);
    assertThat(wrongs()).containsExactly(Wrong.TRUNCATED);
  }

  @Test
  void partsNestedWithoutEndAreTold() {
    var mail = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      mail.append("Content-Type: multipart/mixed; boundary=b").append(i).append("\n\n--b");
      mail.append(i).append('\n');
    }

    read(mail.toString());

    assertThat(wrongs()).containsExactly(Wrong.TOO_DEEP);
  }

  @Test
  void aFieldWithoutEndIsTold() {
    read("Subject: " + "x".repeat(MailParts.LONGEST_FIELD) + "\n\nx");

    assertThat(wrongs()).containsExactly(Wrong.DAMAGED);
  }

  @Test
  void aNameThatPointsOutOfTheMailIsToldAndReadAllTheSame() {
    read(multipart("Content-Disposition: attachment; filename=\"../a.txt\"\n\n" + NUMBER));

    assertThat(wrongs()).containsExactly(Wrong.UNSAFE_NAME);
    assertThat(places).hasSize(1);
  }

  /** Bytes of a whole mail are changed, doubled and taken out at random: nothing is thrown. */
  @Test
  void aDamagedMailIsReadToItsEnd() throws Exception {
    byte[] whole =
        multipart(
                "Content-Type: multipart/alternative; boundary=\"c\"\n\n--c\n\nx\n--c--",
                "Content-Type: message/rfc822\n\nTo: =?gb2312?B?1cXOsA==?=\n\ny",
                "Content-Disposition: attachment; filename*0=a; filename*1=.gz\n"
                    + "Content-Transfer-Encoding: base64\n\n"
                    + base64(gzip(NUMBER)))
            .getBytes(StandardCharsets.UTF_8);
    var random = new Random(7);

    for (int round = 0; round < 3000; round++) {
      byte[] damaged = whole.clone();
      for (int i = 0; i < 4; i++) {
        int from = random.nextInt(whole.length - 20);
        int to = random.nextInt(whole.length - 20);
        System.arraycopy(whole, from, damaged, to, random.nextInt(20));
        damaged[20 + random.nextInt(whole.length - 20)] = (byte) random.nextInt(256);
      }
      System.arraycopy(whole, 0, damaged, 0, 9);
      read("a.eml", damaged);
    }

    assertThat(happenings.stream().filter(one -> one.source().equals("a.eml")))
        .hasSizeGreaterThan(2999);
  }

  @Test
  void whatIsNoMailIsReadAsText() {
    read("no mail at all\n" + NUMBER);

    assertThat(places).containsExactly("a.eml 2:1 []");
    assertThat(happenings).singleElement().isInstanceOf(WasRead.class);
  }

  @Test
  void aMailIsNotRedactedAsText() throws Exception {
    var mail = new ByteArrayInputStream("Subject: x\n\ny".getBytes(StandardCharsets.UTF_8));

    assertThat(OpenedText.of("a.eml", mail)).isInstanceOf(NoText.class);
  }
}
