package dev.yinhu.breachresponse.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.jurisdiction.DutyName;
import dev.yinhu.breachresponse.jurisdiction.Wording;
import dev.yinhu.notices.Language;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReportPdfTest {
  private static final ReportPdf PDF =
      new ReportPdf(ReportPdf.USUAL_FONT, ZoneId.of("Asia/Shanghai"));
  private static final String CAUSE = "合作方密钥泄露，攻击者批量查询“订单”——涉及 3 个接口（official office affidavit）";

  @ParameterizedTest
  @EnumSource(Language.class)
  void whatIsWrittenIsReadAgainInBothLanguages(Language language) throws IOException {
    String text = text(PDF.render(version(false, 1), language));

    assertThat(text)
        .contains("INC-000042 / 1", "2026-03-01 10:00:00 +08:00", "61000", "示例商城有限公司")
        .contains(language == Language.EN ? "Addressee" : "报送对象")
        .contains(
            language == Language.EN ? "Unknown: logs are still read" : "未知：logs are still read")
        .contains(language == Language.EN ? "Page 1 of 1" : "第 1 页，共 1 页")
        .contains("SHA-256 (JSON): " + Filing.sha256(version(false, 1).json()))
        .doesNotContain("DRILL");
    assertThat(text.replaceAll("\\s", "")).contains(CAUSE.replaceAll("\\s", ""));
  }

  @Test
  void aToolOfAnotherMakerReadsTheSameText(@TempDir Path dir) throws Exception {
    Path pdf = Files.write(dir.resolve("a.pdf"), PDF.render(version(true, 60), Language.ZH_CN));
    Path out = dir.resolve("a.txt");

    Process process =
        new ProcessBuilder("pdftotext", "-enc", "UTF-8", pdf.toString(), out.toString()).start();

    assertThat(process.waitFor()).isZero();
    assertThat(Files.readString(out).replaceAll("\\s", ""))
        .contains(CAUSE.replaceAll("\\s", ""), "演练，非真实事件");
  }

  @Test
  void everyPageOfADrillSaysSoAndIsNumbered() throws IOException {
    try (PDDocument document = Loader.loadPDF(PDF.render(version(true, 60), Language.ZH_CN))) {
      int pages = document.getNumberOfPages();
      assertThat(pages).isGreaterThan(2);
      for (int i = 1; i <= pages; i++) {
        PDFTextStripper stripper = new PDFTextStripper();
        stripper.setStartPage(i);
        stripper.setEndPage(i);
        assertThat(stripper.getText(document).replaceAll("\\s", ""))
            .contains("DRILL演练", "演练，非真实事件", "第%d页，共%d页".formatted(i, pages));
      }
    }
  }

  @Test
  void everyFontIsEmbeddedAsASubset() throws IOException {
    try (PDDocument document = Loader.loadPDF(PDF.render(version(true, 60), Language.EN))) {
      List<PDFont> fonts = new ArrayList<>();
      for (PDPage page : document.getPages()) {
        for (COSName name : page.getResources().getFontNames()) {
          fonts.add(page.getResources().getFont(name));
        }
      }
      assertThat(fonts)
          .isNotEmpty()
          .allMatch(PDFont::isEmbedded)
          .allMatch(font -> font.getName().matches("[A-Z]{6}\\+.*"));
      assertThat(fonts.stream().map(font -> font.getName().substring(7)).distinct())
          .containsExactlyInAnyOrder("LiberationSans", "DroidSansFallback");
    }
    assertThat(PDF.render(version(true, 1), Language.ZH_CN)).hasSizeLessThan(300_000);
  }

  @Test
  void equalVersionsGiveEqualBytesAndOthersDoNot() {
    assertThat(PDF.render(version(true, 20), Language.EN))
        .isEqualTo(PDF.render(version(true, 20), Language.EN));
    assertThat(PDF.render(version(true, 20), Language.EN))
        .isNotEqualTo(PDF.render(version(true, 21), Language.EN));
  }

  @Test
  void aCharacterThatNoFontHasIsWrittenAsItsCodePoint() throws IOException {
    assertThat(text(PDF.render(version("密钥 \uD83D\uDD11", false, 1), Language.EN)))
        .contains("密钥 [U+1F511]");
  }

  @Test
  void aMissingFontIsToldWithWhatToInstall() {
    ReportPdf none = new ReportPdf(Path.of("no-such-font.ttf"), ZoneId.of("Asia/Shanghai"));

    assertThatThrownBy(() -> none.render(version(false, 1), Language.EN))
        .isInstanceOf(FontMissing.class)
        .hasMessageContaining("no-such-font.ttf")
        .hasMessageContaining("fonts-droid-fallback");
  }

  @Test
  void linesAreBrokenBetweenChineseCharactersAndBetweenWordsOnly() {
    assertThat(LineBreaks.of("甲乙丙丁。戊 one two, three", 4, String::length))
        .containsExactly("甲乙丙", "丁。戊", "one", "two,", "thre", "e");
    assertThat(LineBreaks.of("a\n\nb", 4, String::length)).containsExactly("a", "", "b");
  }

  private static ReportVersion version(boolean drill, int entries) {
    return version(CAUSE, drill, entries);
  }

  private static ReportVersion version(String cause, boolean drill, int times) {
    List<ReportEntry> entries = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      entries.add(known("cause", FieldKind.TEXT, new Wording("原因", "Cause"), cause));
      entries.add(known("persons", FieldKind.NUMBER, new Wording("人数", "Persons"), "61000"));
      entries.add(
          new ReportEntry(
              "records",
              FieldKind.NUMBER,
              new Wording("条数", "Records"),
              new Answer.Unknown(new Reason("logs are still read")),
              new Wording("", "")));
    }
    Instant at = Instant.parse("2026-03-01T02:00:00Z");
    ReportContent content =
        new ReportContent(
            new IncidentId(42, drill),
            DutyName.parse("CN-CAC/provincial"),
            1,
            ReportKind.FIRST,
            Optional.empty(),
            "cn-incident",
            new Wording("网络安全事件报告", "Report of a network security incident"),
            new Wording("省级网信部门", "the provincial cyberspace administration"),
            "国家网络安全事件报告管理办法",
            "4, 7, 8",
            new Letterhead("示例商城有限公司", "个人信息保护办公室 400-000-0000"),
            at,
            Optional.of(
                new ReportContent.Filing(at.plusSeconds(60), Optional.empty(), Optional.empty())),
            Optional.empty(),
            entries);
    String json = ContentJson.write(content);
    assertThat(ContentJson.read(json)).isEqualTo(content);
    return new ReportVersion(
        content,
        json,
        "dpo",
        at,
        Optional.of(new ReportVersion.Filed(Filing.sha256(json), "dpo", at)),
        Optional.empty());
  }

  private static ReportEntry known(String key, FieldKind kind, Wording label, String value) {
    return new ReportEntry(key, kind, label, new Answer.Known(value), new Wording(value, value));
  }

  private static String text(byte[] pdf) throws IOException {
    assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document);
    }
  }
}
