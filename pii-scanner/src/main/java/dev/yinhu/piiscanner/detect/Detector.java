package dev.yinhu.piiscanner.detect;

import dev.yinhu.piiscanner.Hints;
import dev.yinhu.piiscanner.text.FoldedText;
import java.util.function.Consumer;

/**
 * Finds candidates of some types in a text. Immutable and safe for use by many threads; takes time
 * linear in the length of the text.
 */
public interface Detector {
  /**
   * Adds every candidate that the text holds, in any order; they may overlap.
   *
   * @param text folded; places of candidates are counted in its characters
   * @param hints names of what holds the text
   */
  void detect(FoldedText text, Hints hints, Consumer<Candidate> found);
}
