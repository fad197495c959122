package dev.yinhu.breachresponse.report;

import java.awt.Color;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.util.Matrix;

/** Pages of A4 that are written from top to bottom. For one thread and one document. */
final class PdfSheet {
  /** In points of 1/72 inch. */
  private static final float MARGIN = 56;

  private static final float FOOT = 72;
  private static final float LEADING = 1.45f;
  private static final float MARK_SIZE = 84;
  private static final double MARK_ANGLE = Math.PI / 4;
  private static final Color PALE = new Color(0xE0, 0xE0, 0xE0);
  private static final Color GREY = new Color(0x55, 0x55, 0x55);

  private final PDDocument document;
  private final PdfFonts fonts;
  private final String mark;
  private PDPage page;
  private float y;

  /**
   * @param mark stands across each page; empty for none
   */
  PdfSheet(PDDocument document, PdfFonts fonts, String mark) throws IOException {
    this.document = document;
    this.fonts = fonts;
    this.mark = mark;
    this.page = new PDPage(PDRectangle.A4);
    this.y = begin();
  }

  /** A paragraph over the whole width; it goes on over the end of a page. */
  void paragraph(String text, float size, boolean quiet, float before) throws IOException {
    y -= before;
    float most = PDRectangle.A4.getWidth() - 2 * MARGIN;
    for (String line : LineBreaks.of(text, most, piece -> fonts.width(piece, size))) {
      if (y - size < FOOT) {
        page = new PDPage(PDRectangle.A4);
        y = begin();
      }
      y -= size * LEADING;
      write(page, line, MARGIN, y, size, quiet ? GREY : Color.BLACK);
    }
  }

  /** Room for at least so many points on this page, or a new one. */
  void keepTogether(float points) throws IOException {
    if (y - points < FOOT) {
      page = new PDPage(PDRectangle.A4);
      y = begin();
    }
  }

  /** At the foot of every page, once all are written. */
  void feet(Foot foot, float size) throws IOException {
    int pages = document.getNumberOfPages();
    for (int i = 0; i < pages; i++) {
      float down = FOOT - 2 * size;
      for (String line : foot.lines(i + 1, pages)) {
        write(document.getPage(i), line, MARGIN, down, size, GREY);
        down -= size * LEADING;
      }
    }
  }

  /** What stands at the foot of a page. */
  @FunctionalInterface
  interface Foot {
    List<String> lines(int page, int pages);
  }

  private float begin() throws IOException {
    document.addPage(page);
    if (!mark.isEmpty()) {
      float half = fonts.width(mark, MARK_SIZE) / 2;
      float middle = (float) (half * Math.cos(MARK_ANGLE));
      Matrix turned =
          Matrix.getRotateInstance(
              MARK_ANGLE,
              PDRectangle.A4.getWidth() / 2 - middle,
              PDRectangle.A4.getHeight() / 2 - middle);
      write(page, mark, turned, MARK_SIZE, PALE);
    }
    return PDRectangle.A4.getHeight() - MARGIN;
  }

  private void write(PDPage on, String text, float x, float at, float size, Color color)
      throws IOException {
    write(on, text, Matrix.getTranslateInstance(x, at), size, color);
  }

  private void write(PDPage on, String text, Matrix where, float size, Color color)
      throws IOException {
    try (PDPageContentStream stream =
        new PDPageContentStream(document, on, AppendMode.APPEND, true)) {
      stream.beginText();
      stream.setNonStrokingColor(color);
      stream.setTextMatrix(where);
      for (PdfFonts.Run run : fonts.runs(text)) {
        stream.setFont(run.font(), size);
        stream.showText(run.text());
      }
      stream.endText();
    }
  }
}
