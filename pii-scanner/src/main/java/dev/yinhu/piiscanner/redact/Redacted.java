package dev.yinhu.piiscanner.redact;

import dev.yinhu.piiscanner.PiiType;
import java.util.List;
import java.util.OptionalInt;

/**
 * A text without its personal data.
 *
 * @param text what remains
 * @param replaced what was replaced, in the order of the text
 */
public record Redacted(String text, List<Replaced> replaced) {
  /** Copies the list. */
  public Redacted {
    replaced = List.copyOf(replaced);
  }

  /** Without the text. */
  @Override
  public String toString() {
    return "Redacted[" + replaced.size() + " replaced]";
  }

  /**
   * One replacement.
   *
   * @param type what stood there
   * @param start first code point of it in the original
   * @param end behind its last code point
   * @param confidence of the finding
   * @param newStart first code point of what stands there now, in the redacted text
   * @param newEnd behind its last code point
   * @param keyVersion of the key that turns it back, where the text does not say it itself
   */
  public record Replaced(
      PiiType type,
      int start,
      int end,
      double confidence,
      int newStart,
      int newEnd,
      OptionalInt keyVersion) {
    /** The same at other places. */
    Replaced at(int from, int to, int newFrom, int newTo) {
      return new Replaced(type, from, to, confidence, newFrom, newTo, keyVersion);
    }
  }
}
