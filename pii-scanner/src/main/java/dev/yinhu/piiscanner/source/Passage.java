package dev.yinhu.piiscanner.source;

import dev.yinhu.piiscanner.Hints;

/**
 * A text to scan, with what is known of it. Neighbouring passages of a long text overlap; what
 * starts outside of a passage's own part is found whole in its neighbour.
 *
 * @param text of bounded length
 * @param ownFrom first character of its own part
 * @param ownTo behind the last character of its own part
 * @param hints names of what holds it
 * @param origin where it begins
 */
public record Passage(String text, int ownFrom, int ownTo, Hints hints, Origin origin) {

  /** A passage without neighbours. */
  static Passage whole(String text, Hints hints, Origin origin) {
    return new Passage(text, 0, text.length(), hints, origin);
  }

  /** Where a passage begins; may be asked only while the passage is being given. */
  @FunctionalInterface
  public interface Origin {
    /**
     * The place of a character.
     *
     * @param text of the passage
     * @param character of the text; calls for one passage come with growing ones
     * @param codePoint the same, counted in code points
     */
    Place at(String text, int character, int codePoint);
  }

  /** Takes passages, in the order of the source. */
  @FunctionalInterface
  public interface Sink {
    /** Takes one, and is done with it when it returns. */
    void take(Passage passage);
  }

  /** Without the text. */
  @Override
  public String toString() {
    return "Passage[" + text.length() + " characters]";
  }
}
