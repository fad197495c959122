package dev.yinhu.breachresponse.report;

import dev.yinhu.breachresponse.jurisdiction.Wording;
import dev.yinhu.notices.Language;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;

/**
 * Reports as PDF to print and to hand in: A4, in Chinese or English, fonts embedded, pages
 * numbered, {@code DRILL} across each page of an exercise. Equal versions give equal bytes. Reads
 * the font each time (4 MiB with the usual one), writes no file; thread-safe.
 */
public final class ReportPdf {
  /** Where Debian's package fonts-droid-fallback (Apache License 2.0) puts its font. */
  public static final Path USUAL_FONT =
      Path.of("/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf");

  private static final float TITLE = 17;
  private static final float LABEL = 9;
  private static final float TEXT = 11;
  private static final float GAP = 9;
  private static final float SMALL = 7.5f;
  private static final int ID_DIGITS = 16;
  private static final DateTimeFormatter TIMES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT);

  private final Path font;
  private final ZoneId zone;

  /**
   * @param font a TrueType font with Chinese characters that may be embedded
   * @param zone in which times are shown, with their offset
   */
  public ReportPdf(Path font, ZoneId zone) {
    this.font = font;
    this.zone = zone;
  }

  /**
   * The document of a version.
   *
   * @throws FontMissing when the font cannot be read
   */
  public byte[] render(ReportVersion version, Language language) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PDDocument document = new PDDocument();
        PdfFonts fonts = new PdfFonts(document, font)) {
      String hash = Filing.sha256(version.json());
      // Else the writer takes the time of day into its identifier.
      document.setDocumentId(HexFormat.fromHexDigitsToLong(hash.substring(0, ID_DIGITS)));
      document.setDocumentInformation(information(version.content(), language));
      document.getDocumentCatalog().setLanguage(language.tag());
      write(document, fonts, version, language, hash);
      document.save(out, CompressParameters.NO_COMPRESSION);
    } catch (IOException e) {
      throw new UncheckedIOException("a PDF could not be made in memory", e);
    }
    return out.toByteArray();
  }

  private static PDDocumentInformation information(ReportContent content, Language language) {
    PDDocumentInformation information = new PDDocumentInformation();
    information.setTitle(in(content.title(), language) + " " + content.incident());
    information.setProducer("Yinhu");
    return information;
  }

  private void write(
      PDDocument document, PdfFonts fonts, ReportVersion version, Language language, String hash)
      throws IOException {
    ReportContent content = version.content();
    PdfSheet sheet = new PdfSheet(document, fonts, content.incident().drill() ? "DRILL 演练" : "");
    sheet.paragraph(in(content.title(), language), TITLE, false, 0);
    sheet.paragraph(in(content.kind().title(), language), TEXT, false, 0);
    for (Line line : head(content, language)) {
      entry(sheet, line.label(), line.text());
    }
    for (ReportEntry each : content.entries()) {
      entry(sheet, in(each.label(), language), shown(each, language));
    }
    sheet.feet((page, pages) -> foot(version, language, hash, page, pages), SMALL);
  }

  private static void entry(PdfSheet sheet, String label, String text) throws IOException {
    sheet.keepTogether(GAP + 2 * LABEL + 2 * TEXT);
    sheet.paragraph(label, LABEL, true, GAP);
    sheet.paragraph(text, TEXT, false, 0);
  }

  private record Line(String label, String text) {}

  private List<Line> head(ReportContent content, Language language) {
    List<Line> lines =
        new ArrayList<>(
            List.of(
                line("报送对象", "Addressee", in(content.addressee(), language), language),
                line("依据", "Legal basis", basis(content, language), language),
                line("报告单位", "Reported by", content.letterhead().organisation(), language),
                line("联系方式", "Contact", content.letterhead().contact(), language),
                line(
                    "事件编号和版本",
                    "Incident and version",
                    content.incident() + " / " + content.version(),
                    language),
                line("知悉时间", "Aware since", time(content.aware()), language)));
    content
        .filing()
        .ifPresent(filing -> {
          lines.add(line("报送时间", "Filed", time(filing.at()), language));
          filing.due().ifPresent(due -> lines.add(line("期限", "Due", time(due), language)));
          filing
              .lateReason()
              .ifPresent(why -> lines.add(line("迟报原因", "Why it is late", why, language)));
        });
    content
        .withdrawal()
        .ifPresent(why -> lines.add(line("撤回原因", "Why it is withdrawn", why, language)));
    return lines;
  }

  private static Line line(String zh, String en, String text, Language language) {
    return new Line(in(new Wording(zh, en), language), text);
  }

  private static String basis(ReportContent content, Language language) {
    return in(
        new Wording(
            content.law() + "，第 " + content.article() + " 条",
            content.law() + ", article " + content.article()),
        language);
  }

  private String shown(ReportEntry entry, Language language) {
    return switch (entry.answer()) {
      case Answer.Known(String value) ->
          entry.kind() == FieldKind.TIME ? time(Instant.parse(value)) : in(entry.shown(), language);
      case Answer.Unknown(var reason) ->
          in(new Wording("未知：", "Unknown: "), language) + reason.text();
    };
  }

  private static List<String> foot(
      ReportVersion version, Language language, String hash, int page, int pages) {
    Optional<String> drill =
        version.content().incident().drill()
            ? Optional.of(in(new Wording("演练，非真实事件 · ", "DRILL, not a real incident · "), language))
            : Optional.empty();
    String number =
        in(
            new Wording(
                "第 %d 页，共 %d 页".formatted(page, pages), "Page %d of %d".formatted(page, pages)),
            language);
    String state =
        version.filed().isPresent()
            ? "SHA-256 (JSON): " + hash
            : in(new Wording("草稿，未报送", "Draft, not filed"), language);
    return List.of(drill.orElse("") + number, state);
  }

  private String time(Instant at) {
    return TIMES.format(at.atZone(zone));
  }

  private static String in(Wording wording, Language language) {
    return switch (language) {
      case ZH_CN -> wording.zh();
      case EN -> wording.en();
    };
  }
}
