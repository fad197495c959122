package dev.yinhu.piiscanner.finding;

import dev.yinhu.piiscanner.PiiType;
import java.util.OptionalDouble;

/**
 * What one scan saw of one type at one place.
 *
 * @param store database or folder, as the job names it
 * @param place column or file within it
 * @param occurrences how many values were seen, at least one
 * @param share of the values of a column that are of the type; empty where there is no column
 * @param confidence 0 to 1
 * @param sample masked
 * @param fingerprint keyed hash, see {@code docs/scanner.md}
 */
public record Sighting(
    String store,
    String place,
    PiiType type,
    long occurrences,
    OptionalDouble share,
    double confidence,
    String sample,
    String fingerprint) {
  /** Checks the bounds. */
  public Sighting {
    if (occurrences < 1) {
      throw new IllegalArgumentException("a sighting has at least one occurrence");
    }
  }

  /** Without sample and fingerprint. */
  @Override
  public String toString() {
    return "Sighting[" + store + " " + place + " " + type + "]";
  }
}
