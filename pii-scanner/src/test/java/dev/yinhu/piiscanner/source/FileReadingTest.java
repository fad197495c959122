package dev.yinhu.piiscanner.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.piiscanner.source.Happening.WasRead;
import dev.yinhu.piiscanner.source.Happening.WasSkipped;
import dev.yinhu.piiscanner.source.Happening.WentWrong;
import dev.yinhu.piiscanner.source.Happening.Why;
import dev.yinhu.piiscanner.source.Happening.Wrong;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileReadingTest {
  private static final String NUMBER = "13812345678";

  @TempDir private Path directory;
  private final List<String> places = new ArrayList<>();
  private final List<Happening> happenings = new ArrayList<>();

  /** Looks for one number and writes down where it stands, and under which names. */
  private final class Looking implements Watcher {
    @Override
    public void passage(String source, Passage passage) {
      String text = passage.text();
      for (int at = text.indexOf(NUMBER); at >= 0; at = text.indexOf(NUMBER, at + 1)) {
        if (at >= passage.ownFrom() && at < passage.ownTo()) {
          Place place = passage.origin().at(text, at, text.codePointCount(0, at));
          places.add(source + " " + place.shown() + " " + passage.hints().names());
        }
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
    read(Bounds.USUAL, name, bytes);
  }

  private void read(Bounds bounds, String name, byte[] bytes) {
    new FileReading(bounds, List.of()).stream(name, new ByteArrayInputStream(bytes), new Looking());
  }

  private void read(String name, String text) {
    read(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private List<Wrong> wrongs() {
    return happenings.stream()
        .filter(WentWrong.class::isInstance)
        .map(one -> ((WentWrong) one).wrong())
        .toList();
  }

  private List<Why> skipped() {
    return happenings.stream()
        .filter(WasSkipped.class::isInstance)
        .map(one -> ((WasSkipped) one).why())
        .toList();
  }

  private WasRead onlyRead() {
    return happenings.stream()
        .filter(WasRead.class::isInstance)
        .map(WasRead.class::cast)
        .reduce((_, _) -> {
          throw new AssertionError("more than one file was read");
        })
        .orElseThrow();
  }

  private static byte[] zip(String... namesAndTexts) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
        zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    }
    return bytes.toByteArray();
  }

  @Test
  void aPlaceInATextIsLineAndColumnInCodePoints() {
    read("a.log", "第一行\r\n𠮷x" + NUMBER + "\n");

    assertThat(places).containsExactly("a.log 2:3 []");
    assertThat(onlyRead().form()).isEqualTo(Form.TEXT);
    assertThat(onlyRead().charset()).isEqualTo("UTF-8");
  }

  @Test
  void everyEncodingIsToldByItself() {
    String text = "订单收货人手机" + NUMBER + "，请尽快联系，谢谢。\n";
    for (String name : List.of("UTF-8", "GB18030", "UTF-16LE", "UTF-16BE")) {
      happenings.clear();
      places.clear();
      read("a.txt", text.repeat(3).getBytes(Charset.forName(name)));
      assertThat(onlyRead().charset()).isEqualTo(name);
      assertThat(places).as(name).hasSize(3).contains("a.txt 2:8 []");
      assertThat(onlyRead().malformed()).isZero();
    }
  }

  @Test
  void aByteOrderMarkIsBelievedAndIsNoPartOfTheText() {
    for (String name : List.of("UTF-8", "UTF-16LE", "UTF-16BE", "GB18030")) {
      places.clear();
      read("a.txt", ("\ufeff" + NUMBER).getBytes(Charset.forName(name)));
      assertThat(places).as(name).containsExactly("a.txt 1:1 []");
    }
  }

  @Test
  void anEncodingThatShowsLateIsFound() {
    String ascii = "2026-01-01 INFO nothing of interest in this line\n".repeat(4000);
    read("a.log", (ascii + "手机号码 " + NUMBER).getBytes(Charset.forName("GB18030")));

    assertThat(onlyRead().charset()).isEqualTo("GB18030");
    assertThat(places).containsExactly("a.log 4001:6 []");
  }

  @Test
  void aDamagedByteDoesNotMakeAFileOneOfAnotherEncoding() {
    String text = "订单收货人手机" + NUMBER + "，请尽快联系，谢谢。\n";
    for (String name : List.of("UTF-8", "GB18030", "UTF-16LE")) {
      happenings.clear();
      places.clear();
      byte[] bytes = text.repeat(20).getBytes(Charset.forName(name));
      byte[] damaged = Arrays.copyOf(bytes, bytes.length + 2);
      damaged[bytes.length] = (byte) (name.equals("UTF-16LE") ? 0x00 : 0xff);
      damaged[bytes.length + 1] = (byte) (name.equals("UTF-16LE") ? 0xd8 : 0x0a);
      read("a.txt", damaged);

      assertThat(onlyRead().charset()).isEqualTo(name);
      assertThat(onlyRead().malformed()).as(name).isPositive();
      assertThat(places).as(name).hasSize(20).contains("a.txt 20:8 []");
    }
  }

  @Test
  void malformedBytesAreCountedAndTheRestIsRead() {
    byte[] bytes = ("这是一段正常的中文文本，只有个别字节坏了？" + NUMBER + "?").getBytes(StandardCharsets.UTF_8);
    bytes[bytes.length - 1] = (byte) 0xff;
    bytes[62] = (byte) 0xc0;
    read("a.txt", bytes);

    assertThat(places).hasSize(1);
    assertThat(onlyRead().charset()).isEqualTo("UTF-8");
    assertThat(onlyRead().malformed()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void binaryFilesAndDocumentsAreLeftOutAndToldWhy() throws IOException {
    byte[] noise = new byte[10_000];
    new Random(7).nextBytes(noise);
    read("noise", noise);
    read("a.pdf", "%PDF-1.7 " + NUMBER);
    read("a.docx", zip("word/document.xml", NUMBER));
    read("b.bin", zip("[Content_Types].xml", NUMBER));

    assertThat(skipped()).containsExactly(Why.BINARY, Why.DOCUMENT, Why.DOCUMENT, Why.DOCUMENT);
    assertThat(places).isEmpty();
  }

  @Test
  void aFindingAtASeamIsFoundOnce() {
    for (int shift = -30; shift <= 30; shift += 3) {
      places.clear();
      int at = Windows.LENGTH - Windows.LONGEST_FINDING + shift;
      int later = Windows.LENGTH + shift;
      String text =
          "𠮷".repeat(at / 2)
              + NUMBER
              + "y".repeat(later - at)
              + NUMBER
              + "z".repeat(Windows.LENGTH);
      read("one-line.txt", text);
      assertThat(places).hasSize(2);

      places.clear();
      read("value.json", "{\"a\":\"" + text + "\"}");
      assertThat(places).hasSize(2).allMatch(place -> place.endsWith("[a]"));
    }
  }

  @Test
  void cellsHaveTheNameOfTheirColumnAndPlacesByRecord() {
    read("users.csv", "\ufeffname,手机号,note\n\"a\nb\",13812345678,\"x \"\"" + NUMBER + "\"\"\"\n");
    read("users.tsv", NUMBER + "\tb\n");

    assertThat(places)
        .containsExactly(
            "users.csv record 2, 手机号 [手机号]",
            "users.csv record 2, note [note]",
            "users.tsv record 1, column 1 []");
  }

  @Test
  void jsonStringsAndNumbersAreDecodedAndHaveTheirKeysAsHints() {
    read(
        "a.json",
        "{\"users\":[{\"phone\":13812345678},{\"a\":{\"phone\":\"\\u0031\\u00338 12345678"
            + " 13812345678\"}}]}");

    assertThat(places)
        .containsExactly(
            "a.json $.users[0].phone (line 1) [phone, users]",
            "a.json $.users[1].a.phone (line 1) [phone, a, users]");
  }

  @Test
  void aBrokenFormIsReadAsTextFromWhereItBreaksAndNothingTwice() {
    read("a.json", "{\"a\":\"13812345678\",\n \"b\": oops 13812345678 }\n13812345678");
    assertThat(places)
        .containsExactly("a.json $.a (line 1) [a]", "a.json 2:12 []", "a.json 3:1 []");
    assertThat(wrongs()).containsExactly(Wrong.BROKEN_FORM);

    places.clear();
    read("a.xml", "<a><b>13812345678</b>\n<c>13812345678</d>13812345678</a>");
    assertThat(places).hasSize(3).startsWith("a.xml /a[1]/b[1] (line 1) [b, a]");
  }

  @Test
  void aBrokenLineOfJsonLinesIsReadAsTextAndTheNextOnesAsJson() {
    read(
        "a.jsonl",
        "{\"a\":\"x\"}\n{oops 13812345678\n{\"a\":\"13812345678\"}\n[\n{\"b\":13812345678}");

    assertThat(places).hasSize(3).startsWith("a.jsonl 2:7 []", "a.jsonl $.a (line 3) [a]");
    assertThat(wrongs()).containsExactly(Wrong.BROKEN_FORM);
  }

  @Test
  void xmlIsReadWithoutItsEntities() {
    read(
        "a.xml",
        "<?xml version=\"1.0\"?><users><user"
            + " 手机=\"13812345678\"><p>x&amp;13812345678</p></user></users>");
    read(
        "b.xml",
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a><b>13812345678</b>&x;</a>");

    assertThat(places)
        .containsExactly(
            "a.xml /users[1]/user[1]/@手机 (line 1) [手机, user, users]",
            "a.xml /users[1]/user[1]/p[1] (line 1) [p, user, users]",
            "b.xml /a[1]/b[1] (line 1) [b, a]");
  }

  /** The same archive whose entries say that they are encrypted (APPNOTE 4.4.4, bit 0). */
  private static byte[] encrypted(byte[] zip) {
    byte[] changed = zip.clone();
    for (int at = 0; at + 10 < changed.length; at++) {
      if (changed[at] == 'P' && changed[at + 1] == 'K') {
        boolean local = changed[at + 2] == 3 && changed[at + 3] == 4;
        boolean central = changed[at + 2] == 1 && changed[at + 3] == 2;
        int flags = at + (local ? 6 : 8);
        changed[flags] |= (byte) (local || central ? 1 : 0);
      }
    }
    return changed;
  }

  @Test
  void entriesUnderAPasswordAreToldAndWhatLiesBehindIsRead() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.setMethod(ZipOutputStream.STORED);
      byte[] text = NUMBER.getBytes(StandardCharsets.UTF_8);
      for (String name : List.of("a.txt", "b.txt")) {
        var entry = new ZipEntry(name);
        var crc = new CRC32();
        crc.update(text);
        entry.setSize(text.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(text);
      }
    }
    byte[] both = encrypted(bytes.toByteArray());
    byte[] first = both.clone();
    int second = new String(both, StandardCharsets.ISO_8859_1).indexOf("PK\3\4", 1);
    first[second + 6] = 0;

    read("both.zip", both);
    assertThat(places).isEmpty();
    assertThat(happenings)
        .contains(
            new WasSkipped("both.zip!/a.txt", Why.ENCRYPTED),
            new WasSkipped("both.zip!/b.txt", Why.ENCRYPTED));

    happenings.clear();
    read("first.zip", first);
    assertThat(happenings).contains(new WasSkipped("first.zip!/a.txt", Why.ENCRYPTED));
    assertThat(places).containsExactly("first.zip!/b.txt 1:1 []");
  }

  @Test
  void anEncryptedEntryOfUnknownLengthIsToldAsWell() throws IOException {
    read("a.zip", encrypted(zip("a.txt", NUMBER)));

    assertThat(places).isEmpty();
    assertThat(happenings).contains(new WasSkipped("a.zip!/a.txt", Why.ENCRYPTED));
  }

  private static TarArchiveEntry link(String name, byte kind, String target) {
    var entry = new TarArchiveEntry(name, kind);
    entry.setLinkName(target);
    return entry;
  }

  @Test
  void linksInArchivesAreToldAndNeverFollowed() throws IOException {
    Path outside = directory.resolve("outside.txt");
    Files.writeString(outside, NUMBER);
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(bytes, "UTF-8")) {
      for (TarArchiveEntry entry :
          List.of(
              link("soft", TarConstants.LF_SYMLINK, outside.toString()),
              link("hard", TarConstants.LF_LINK, outside.toString()),
              link("up", TarConstants.LF_SYMLINK, "../../etc/passwd"),
              new TarArchiveEntry("pipe", TarConstants.LF_FIFO))) {
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
      }
      var file = new TarArchiveEntry("soft/a.txt");
      file.setSize(NUMBER.length());
      tar.putArchiveEntry(file);
      tar.write(NUMBER.getBytes(StandardCharsets.UTF_8));
      tar.closeArchiveEntry();
    }

    read("a.tar", bytes.toByteArray());

    assertThat(places).containsExactly("a.tar!/soft/a.txt 1:1 []");
    assertThat(happenings)
        .contains(
            new WasSkipped("a.tar!/soft", Why.LINK),
            new WasSkipped("a.tar!/hard", Why.LINK),
            new WasSkipped("a.tar!/up", Why.LINK),
            new WasSkipped("a.tar!/pipe", Why.SPECIAL));
  }

  @Test
  void archivesWithinArchivesAreReadToABoundedDepth() throws IOException {
    byte[] inner = zip("dir/users.csv", "phone\n" + NUMBER + "\n");
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("a.log.gz"));
      zip.write(gzip(NUMBER.getBytes(StandardCharsets.UTF_8)));
      zip.putNextEntry(new ZipEntry("inner.zip"));
      zip.write(inner);
    }
    read("all.zip", bytes.toByteArray());
    assertThat(places)
        .containsExactly(
            "all.zip!/a.log.gz 1:1 []",
            "all.zip!/inner.zip!/dir/users.csv record 2, phone [phone]");

    byte[] deep = inner;
    for (int i = 0; i < 6; i++) {
      deep = gzip(deep);
    }
    read("deep.gz", deep);
    assertThat(wrongs()).containsExactly(Wrong.TOO_DEEP);
  }

  @Test
  void aTruncatedOrDamagedArchiveIsToldAndWhatCameBeforeIsScanned() throws IOException {
    byte[] text =
        (NUMBER + "\n" + "line of text\n".repeat(100_000)).getBytes(StandardCharsets.UTF_8);
    byte[] whole = gzip(text);
    read("a.log.gz", Arrays.copyOf(whole, whole.length / 2));
    assertThat(places).containsExactly("a.log.gz 1:1 []");
    assertThat(wrongs()).containsExactly(Wrong.TRUNCATED);

    happenings.clear();
    byte[] zip = zip("a.txt", NUMBER, "b.txt", "b".repeat(100_000));
    read("a.zip", Arrays.copyOf(zip, zip.length / 2));
    assertThat(places).hasSize(2);
    assertThat(wrongs()).isNotEmpty();
  }

  @Test
  void membersOfACompressedFileBehindEachOtherAreAllRead() throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (int i = 0; i < 3; i++) {
      bytes.write(gzip((NUMBER + "\n").getBytes(StandardCharsets.UTF_8)));
    }
    read("a.gz", bytes.toByteArray());
    assertThat(places).hasSize(3);
  }

  @Test
  void aBombIsGivenUpAndToldOnce() throws IOException {
    var bounds = new Bounds(4, 100, 1 << 20, 100_000);
    read(bounds, "a.gz", gzip(new byte[8 << 20]));
    read(bounds, "b.gz", gzip("x".repeat(8 << 20).getBytes(StandardCharsets.UTF_8)));
    read(bounds, "c.zip", zip("a", "x".repeat(2 << 20), "b", NUMBER));
    assertThat(wrongs()).containsExactly(Wrong.BOMB, Wrong.BOMB);
    assertThat(skipped()).containsExactly(Why.BINARY);

    happenings.clear();
    String[] many = new String[400];
    for (int i = 0; i < many.length; i++) {
      many[i] = i % 2 == 0 ? "entry" + i : "x";
    }
    read(bounds, "many.zip", zip(many));
    assertThat(wrongs()).containsExactly(Wrong.BOMB);
  }

  @Test
  void namesThatPointOutOfAnArchiveAreToldAndNothingIsWritten() throws IOException {
    read("a.zip", zip("../../evil.txt", NUMBER, "/etc/evil", "x", "C:\\evil", "x", "ok/a..b", "x"));

    assertThat(wrongs()).containsExactly(Wrong.UNSAFE_NAME, Wrong.UNSAFE_NAME, Wrong.UNSAFE_NAME);
    assertThat(places).containsExactly("a.zip!/../../evil.txt 1:1 []");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aTreeIsWalkedInOrderWithoutFollowingLinks() throws IOException {
    Files.createDirectories(directory.resolve("b/c"));
    Files.writeString(directory.resolve("b/c/x.txt"), NUMBER);
    Files.writeString(directory.resolve("a.txt"), NUMBER);
    Files.createSymbolicLink(directory.resolve("b/loop"), directory);
    var reading = FileReading.usual();
    FileTree.walk(
        directory,
        ".",
        new FileTree.Visitor() {
          @Override
          public void file(Path path, String source) {
            reading.file(path, source, new Looking());
          }

          @Override
          public void happened(Happening happening) {
            happenings.add(happening);
          }
        });

    assertThat(places).containsExactly("./a.txt 1:1 []", "./b/c/x.txt 1:1 []");
    assertThat(skipped()).containsExactly(Why.LINK);
  }

  @Test
  void aFileThatIsMissingOrChangesIsTold() throws IOException {
    FileReading.usual().file(directory.resolve("none"), "none", new Looking());
    Path file = Files.writeString(directory.resolve("grows.txt"), NUMBER);
    FileReading.usual()
        .file(
            file,
            "grows.txt",
            new Watcher() {
              @Override
              public void passage(String source, Passage passage) {
                try {
                  Files.writeString(file, "now it is longer than it was before");
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              }

              @Override
              public void happened(Happening happening) {
                happenings.add(happening);
              }

              @Override
              public void advanced(long bytes) {
                // Not looked at here.
              }
            });

    assertThat(wrongs()).containsExactly(Wrong.UNREADABLE, Wrong.CHANGED);
  }

  @Test
  void aZipThatStopsBetweenTwoEntriesOrWithoutItsDirectoryIsCutOff() throws IOException {
    byte[] whole = zip("a.txt", NUMBER, "b.txt", NUMBER);
    byte[] second = {'P', 'K', 3, 4};
    byte[] directory = {'P', 'K', 1, 2};
    for (int cut : List.of(indexOf(whole, second, 4), indexOf(whole, directory, 0))) {
      happenings.clear();
      read("a.zip", Arrays.copyOf(whole, cut));
      assertThat(wrongs()).containsExactly(Wrong.TRUNCATED);
    }
    happenings.clear();
    read("a.zip", whole);
    read("none.zip", zip());
    assertThat(wrongs()).isEmpty();
  }

  private static int indexOf(byte[] bytes, byte[] sought, int from) {
    int at = from;
    while (!Arrays.equals(bytes, at, at + sought.length, sought, 0, sought.length)) {
      at++;
    }
    return at;
  }
}
