package dev.yinhu.breachresponse.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Breaks text into lines: between words, and between Chinese characters, but not before a closing
 * mark. A word that is wider than a line is broken anywhere. Stateless.
 */
final class LineBreaks {
  private static final String NOT_FIRST = "，。、；：！？）》”’】〉」』·…,.;:!?)]}%";
  private static final int FIRST_WIDE = 0x2E80;

  private LineBreaks() {}

  /**
   * The lines of a text; line feeds in it end a line too.
   *
   * @param width of a piece, in the unit of {@code most}
   */
  static List<String> of(String text, double most, ToDoubleFunction<String> width) {
    List<String> lines = new ArrayList<>();
    for (String paragraph : text.split("\\R", -1)) {
      StringBuilder line = new StringBuilder();
      for (String piece : pieces(paragraph)) {
        if (!line.isEmpty() && width.applyAsDouble(line + piece.stripTrailing()) > most) {
          lines.add(line.toString().stripTrailing());
          line.setLength(0);
        }
        put(line, piece, most, width, lines);
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private static void put(
      StringBuilder line,
      String piece,
      double most,
      ToDoubleFunction<String> width,
      List<String> lines) {
    if (width.applyAsDouble(piece.stripTrailing()) <= most) {
      line.append(piece);
      return;
    }
    for (int point : piece.codePoints().toArray()) {
      String one = Character.toString(point);
      if (!line.isEmpty() && width.applyAsDouble(line + one) > most) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(one);
    }
  }

  /** What stays together: a word with the blanks after it, or a character with closing marks. */
  private static List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    StringBuilder piece = new StringBuilder();
    int last = -1;
    for (int point : text.codePoints().toArray()) {
      if (last >= 0 && mayBreak(last, point)) {
        pieces.add(piece.toString());
        piece.setLength(0);
      }
      piece.appendCodePoint(point);
      last = point;
    }
    if (!piece.isEmpty()) {
      pieces.add(piece.toString());
    }
    return pieces;
  }

  private static boolean mayBreak(int before, int after) {
    if (NOT_FIRST.indexOf(after) >= 0 || after == ' ') {
      return false;
    }
    return before == ' ' || before >= FIRST_WIDE || after >= FIRST_WIDE;
  }
}
