package dev.yinhu.piiscanner.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.piiscanner.source.Bounds;
import dev.yinhu.piiscanner.source.DocumentReader;
import dev.yinhu.piiscanner.source.FileReading;
import dev.yinhu.piiscanner.source.Happening;
import dev.yinhu.piiscanner.source.Happening.WasRead;
import dev.yinhu.piiscanner.source.Happening.WasSkipped;
import dev.yinhu.piiscanner.source.Happening.WentWrong;
import dev.yinhu.piiscanner.source.Happening.Why;
import dev.yinhu.piiscanner.source.Happening.Wrong;
import dev.yinhu.piiscanner.source.Passage;
import dev.yinhu.piiscanner.source.Watcher;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Documents as POI and PDFBox write them, read in the process of the parsers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TikaDocumentsTest {
  private static final String MOBILE = "13688887777";

  /** One process of parsers for all of them. */
  private final TikaDocuments reader = new TikaDocuments();

  private final StringBuilder text = new StringBuilder();
  private final List<Happening> happenings = new ArrayList<>();

  private final class Looking implements Watcher {
    @Override
    public void passage(String source, Passage passage) {
      text.append(passage.text(), passage.ownFrom(), passage.ownTo());
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

  @BeforeEach
  void forget() {
    text.setLength(0);
    happenings.clear();
  }

  private void read(DocumentReader reader, String name, byte[] bytes) {
    new FileReading(Bounds.USUAL, List.of(reader))
        .stream(name, new ByteArrayInputStream(bytes), new Looking());
  }

  private static byte[] word(String text) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var document = new XWPFDocument()) {
      document.createParagraph().createRun().setText(text);
      document.write(out);
    }
    return out.toByteArray();
  }

  private static byte[] sheet(Workbook workbook) throws IOException {
    var out = new ByteArrayOutputStream();
    try (workbook) {
      var sheet = workbook.createSheet("客户");
      sheet.createRow(0).createCell(0).setCellValue("手机");
      sheet.createRow(1).createCell(0).setCellValue(Double.parseDouble(MOBILE));
      workbook.write(out);
    }
    return out.toByteArray();
  }

  private static byte[] pdf(String password) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var document = new PDDocument()) {
      var page = new PDPage();
      document.addPage(page);
      try (var content = new PDPageContentStream(document, page)) {
        content.beginText();
        content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
        content.showText("call " + MOBILE);
        content.endText();
      }
      if (!password.isEmpty()) {
        document.protect(new StandardProtectionPolicy(password, password, new AccessPermission()));
      }
      document.save(out);
    }
    return out.toByteArray();
  }

  @Test
  void documentsAreReadByWhatTheyAre() throws Exception {
    read(reader, "a.docx", word("手机 " + MOBILE));
    read(reader, "b.xlsx", sheet(new XSSFWorkbook()));
    read(reader, "c.xls", sheet(new HSSFWorkbook()));
    read(reader, "no-ending", pdf(""));
    read(
        reader,
        "d.rtf",
        "{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Arial;}}\\pard call 13688887777\\par}"
            .getBytes(StandardCharsets.US_ASCII));

    assertThat(text.toString().split(MOBILE, -1)).hasSize(6);
    assertThat(text).contains("手机");
    assertThat(happenings).hasSize(5).allMatch(WasRead.class::isInstance);
  }

  /** An archive whose first entry says what it is, as OpenDocument and EPUB begin. */
  private static byte[] packed(String type, Map<String, String> entries) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      var first = new ZipEntry("mimetype");
      var crc = new CRC32();
      crc.update(type.getBytes(StandardCharsets.US_ASCII));
      first.setMethod(ZipEntry.STORED);
      first.setSize(type.length());
      first.setCrc(crc.getValue());
      zip.putNextEntry(first);
      zip.write(type.getBytes(StandardCharsets.US_ASCII));
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return out.toByteArray();
  }

  @Test
  void openDocumentsAndBooksAreReadByWhatTheyAre() throws Exception {
    String content =
        "<?xml version=\"1.0\"?><o:document-content"
            + " xmlns:o=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
            + " xmlns:t=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><o:body><o:text>"
            + "<t:p>手机 13688887777</t:p></o:text></o:body></o:document-content>";
    Map<String, String> book = new LinkedHashMap<>();
    book.put(
        "META-INF/container.xml",
        "<container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">"
            + "<rootfiles><rootfile full-path=\"b.opf\""
            + " media-type=\"application/oebps-package+xml\"/></rootfiles></container>");
    book.put(
        "b.opf",
        "<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"2.0\"><metadata/><manifest>"
            + "<item id=\"c\" href=\"c.xhtml\" media-type=\"application/xhtml+xml\"/></manifest>"
            + "<spine><itemref idref=\"c\"/></spine></package>");
    book.put(
        "c.xhtml",
        "<html xmlns=\"http://www.w3.org/1999/xhtml\"><body><p>手机 13688887777</p></body></html>");

    read(
        reader,
        "a.odt",
        packed("application/vnd.oasis.opendocument.text", Map.of("content.xml", content)));
    read(reader, "b.epub", packed("application/epub+zip", book));

    assertThat(happenings).hasSize(2).allMatch(WasRead.class::isInstance);
    assertThat(text.toString().split(MOBILE, -1)).hasSize(3);
  }

  @Test
  void aDocumentInAMailIsRead() throws Exception {
    String mail =
        """
        Subject: x
        Content-Disposition: attachment; filename=a.docx
        Content-Transfer-Encoding: base64

        """
            + Base64.getMimeEncoder().encodeToString(word("手机 " + MOBILE));
    read(reader, "a.eml", mail.getBytes(StandardCharsets.UTF_8));

    assertThat(text).contains(MOBILE);
    assertThat(happenings)
        .hasSize(2)
        .allMatch(WasRead.class::isInstance)
        .anyMatch(one -> one.source().equals("a.eml!/1/a.docx"));
  }

  @Test
  void whatCannotBeReadIsToldAndTheNextOneIsRead() throws Exception {
    byte[] whole = pdf("");

    read(reader, "secret.pdf", pdf("password"));
    read(reader, "cut.docx", Arrays.copyOf(word("手机 " + MOBILE), 300));
    read(reader, "whole.pdf", whole);

    assertThat(happenings).contains(new WasSkipped("secret.pdf", Why.ENCRYPTED));
    assertThat(happenings)
        .anyMatch(one ->
            one instanceof WentWrong(String source, Wrong wrong, String _)
                && source.equals("cut.docx")
                && wrong == Wrong.DAMAGED);
    assertThat(happenings.getLast()).isInstanceOf(WasRead.class);
    assertThat(text).contains(MOBILE);
  }

  @Test
  void aDocumentThatTakesTooLongIsGivenUp() throws Exception {
    read(new TikaDocuments(Duration.ofMillis(1), 100), "a.docx", word("手机 " + MOBILE));

    assertThat(happenings)
        .singleElement()
        .isInstanceOfSatisfying(
            WentWrong.class, wrong -> assertThat(wrong.detail()).contains("takes longer"));
  }

  @Test
  void aTextThatIsTooLongIsCut() {
    var bounded = new BoundedText(20);

    bounded.characters("x".repeat(30).toCharArray(), 0, 15);
    assertThat(bounded.cut()).isFalse();
    bounded.characters("x".repeat(30).toCharArray(), 0, 15);

    assertThat(bounded.cut()).isTrue();
    assertThat(bounded.text()).hasSize(20);
  }

  @Test
  void theReaderIsFound() {
    assertThat(ServiceLoader.load(DocumentReader.class)).hasOnlyElementsOfType(TikaDocuments.class);
  }
}
