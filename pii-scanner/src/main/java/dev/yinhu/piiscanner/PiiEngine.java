package dev.yinhu.piiscanner;

import dev.yinhu.piiscanner.detect.Candidate;
import dev.yinhu.piiscanner.detect.Detector;
import dev.yinhu.piiscanner.text.FoldedText;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds personal data in texts: folds the text, asks every detector, settles what overlaps.
 *
 * <p>Time is linear in the length of the text, whatever it holds. Immutable and safe for use by
 * many threads at once.
 */
public final class PiiEngine {
  private final List<Detector> detectors;

  /** With these detectors, asked in this order. */
  public PiiEngine(List<Detector> detectors) {
    this.detectors = List.copyOf(detectors);
  }

  /**
   * What stands in a text, in the order of its start; no two findings overlap.
   *
   * @param text any length; lone surrogates count as a code point
   * @param hints what is known of it
   */
  public List<Finding> scan(String text, Hints hints) {
    FoldedText folded = FoldedText.of(text);
    List<Candidate> found = new ArrayList<>();
    for (Detector detector : detectors) {
      detector.detect(folded, hints, found::add);
    }
    throw new UnsupportedOperationException("not settled yet: " + found.size());
  }
}
