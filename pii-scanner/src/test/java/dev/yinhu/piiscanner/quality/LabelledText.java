package dev.yinhu.piiscanner.quality;

import java.util.List;

/**
 * A text and what stands in it.
 *
 * @param id of the record
 * @param template what it was made from
 * @param text the text
 * @param spans personal data
 * @param negatives what only looks like it
 */
public record LabelledText(
    String id, String template, String text, List<Span> spans, List<Span> negatives) {
  /** Copies the lists. */
  public LabelledText {
    spans = List.copyOf(spans);
    negatives = List.copyOf(negatives);
  }

  /** A place in code points, and a type or, for a negative, a reason. */
  public record Span(int start, int end, String label) {
    boolean overlaps(int from, int to) {
      return start < to && from < end;
    }

    /** Intersection over union of two places. */
    double overlap(int from, int to) {
      int both = Math.min(end, to) - Math.max(start, from);
      return both <= 0 ? 0 : (double) both / (Math.max(end, to) - Math.min(start, from));
    }
  }
}
