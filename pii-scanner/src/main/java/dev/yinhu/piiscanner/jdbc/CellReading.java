package dev.yinhu.piiscanner.jdbc;

import dev.yinhu.piiscanner.Finding;
import dev.yinhu.piiscanner.Hints;
import java.util.ArrayList;
import java.util.List;

/** What stands in one value of a column. For one thread. */
final class CellReading {
  /** Longer values are looked at in windows: the engine's memory grows with its text. */
  private static final int WINDOW = 1 << 16;

  /** More than anything that is found is long; by so much do windows overlap. */
  private static final int OVERLAP = 1_024;

  private final CellScanner scanner;
  private final Hints hints;

  CellReading(CellScanner scanner, Hints hints) {
    this.scanner = scanner;
    this.hints = hints;
  }

  /** One hit of each type, the most certain. */
  List<Hit> hits(String value) {
    if (value.length() <= WINDOW) {
      return hits(value, scanner.scan(value, hints), 0, value.length(), List.of());
    }
    List<Hit> hits = List.of();
    int step = WINDOW - OVERLAP;
    for (int from = 0; from < value.length() - OVERLAP; from += step) {
      String window = value.substring(from, Math.min(value.length(), from + WINDOW));
      boolean last = from + WINDOW >= value.length();
      // What begins in the first half of an overlap belongs to the window before.
      int own = from == 0 ? 0 : OVERLAP / 2;
      int end = last ? window.length() : step + OVERLAP / 2;
      hits = hits(window, scanner.scan(window, hints), own, end, hits);
    }
    return hits;
  }

  private static List<Hit> hits(
      String text, List<Finding> findings, int own, int end, List<Hit> before) {
    if (findings.isEmpty()) {
      return before;
    }
    List<Hit> hits = new ArrayList<>(before);
    int index = 0;
    int points = 0;
    for (Finding finding : findings) {
      index = text.offsetByCodePoints(index, finding.start() - points);
      points = finding.start();
      if (index >= own && index < end) {
        int behind = text.offsetByCodePoints(index, finding.end() - finding.start());
        boolean whole =
            findings.size() == 1 && blank(text, 0, index) && blank(text, behind, text.length());
        keepBest(hits, Hit.of(finding, whole, text.substring(index, behind)));
      }
    }
    return hits;
  }

  private static boolean blank(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!Character.isWhitespace(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static void keepBest(List<Hit> hits, Hit hit) {
    for (int i = 0; i < hits.size(); i++) {
      if (hits.get(i).type().equals(hit.type())) {
        if (hits.get(i).milli() < hit.milli()) {
          hits.set(i, hit);
        }
        return;
      }
    }
    hits.add(hit);
  }
}
