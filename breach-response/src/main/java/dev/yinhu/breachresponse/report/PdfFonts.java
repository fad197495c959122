package dev.yinhu.breachresponse.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * The two fonts of a document, embedded as subsets: Liberation Sans, which PDFBox brings, for Latin
 * letters, and one for Chinese. A character that neither has is written as its code point, so that
 * nothing is left out silently. For one thread and one document; closed after it was saved.
 */
final class PdfFonts implements AutoCloseable {
  private static final String LATIN = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

  private final List<Face> faces = new ArrayList<>();

  /** A font, and which characters it has. */
  private record Face(PDFont font, CmapLookup characters, TrueTypeFont source) {
    boolean has(int point) {
      return characters.getGlyphId(point) != 0;
    }
  }

  /** A piece of text in one font. */
  record Run(PDFont font, String text) {
    float width(float size) {
      try {
        return font.getStringWidth(text) / 1000 * size;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * @throws FontMissing when the font for Chinese cannot be read
   */
  PdfFonts(PDDocument document, Path chinese) {
    try {
      add(document, latin());
      add(document, chinese(chinese));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TrueTypeFont latin() throws IOException {
    try (InputStream in = PDDocument.class.getResourceAsStream(LATIN)) {
      if (in == null) {
        throw new IllegalStateException("PDFBox does not bring " + LATIN + " any more");
      }
      return new TTFParser().parse(new RandomAccessReadBuffer(in));
    }
  }

  private static TrueTypeFont chinese(Path font) {
    try {
      return new TTFParser().parse(new RandomAccessReadBufferedFile(font.toFile()));
    } catch (IOException e) {
      throw new FontMissing(font, e);
    }
  }

  private void add(PDDocument document, TrueTypeFont source) throws IOException {
    // Ligatures would make what is extracted another text than what was written.
    source.setEnableGsub(false);
    PDFont font = PDType0Font.load(document, source, true);
    faces.add(new Face(font, source.getUnicodeCmapLookup(), source));
  }

  /** The text in pieces of one font each. */
  List<Run> runs(String text) {
    List<Run> runs = new ArrayList<>();
    StringBuilder piece = new StringBuilder();
    int last = 0;
    for (int point : text.codePoints().toArray()) {
      int face = faceOf(point);
      if (face != last && !piece.isEmpty()) {
        runs.add(new Run(faces.get(last).font(), piece.toString()));
        piece.setLength(0);
      }
      last = face;
      piece.append(written(point));
    }
    if (!piece.isEmpty()) {
      runs.add(new Run(faces.get(last).font(), piece.toString()));
    }
    return runs;
  }

  float width(String text, float size) {
    float width = 0;
    for (Run run : runs(text)) {
      width += run.width(size);
    }
    return width;
  }

  /** The first that has the character; the first of all when none has. */
  private int faceOf(int point) {
    for (int i = 0; i < faces.size(); i++) {
      if (faces.get(i).has(point)) {
        return i;
      }
    }
    return 0;
  }

  private String written(int point) {
    return faces.stream().anyMatch(face -> face.has(point))
        ? Character.toString(point)
        : "[U+%04X]".formatted(point);
  }

  @Override
  public void close() throws IOException {
    for (Face face : faces) {
      face.source().close();
    }
  }
}
