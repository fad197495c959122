package dev.yinhu.piiscanner;

/**
 * A place in a text that holds personal data. It points to the value and never carries it.
 *
 * @param type what stands there
 * @param start first code point, counted from 0 in the text as it was given
 * @param end behind the last code point
 * @param confidence 0 to 1: the sum of the trace's terms, within these bounds
 * @param trace why, and what was passed over for it
 */
public record Finding(PiiType type, int start, int end, double confidence, Trace trace) {
  /** Checks the bounds. */
  public Finding {
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException("a finding has at least one character");
    }
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence lies between 0 and 1");
    }
  }
}
