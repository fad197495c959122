package dev.yinhu.fieldaccess;

import java.util.Optional;

/**
 * Canaries to make for one field.
 *
 * @param count how many, 1 to {@link CanaryMinting#MOST}
 * @param subjectPattern what the ids of made-up subjects look like: {@code #} stands for a digit,
 *     {@code @} for a letter from a to z, everything else for itself. Choose one that the platform
 *     never gives to a person, or that person's values would be taken for canaries
 * @param value the value that all of them get; empty for made-up ones. Hidden in {@code toString}
 * @param tokenize whether each gets a token too
 */
public record CanaryOrder(
    String field,
    int count,
    Optional<String> subjectPattern,
    Optional<String> value,
    boolean tokenize) {
  @Override
  public String toString() {
    return "CanaryOrder[" + count + ", ***]";
  }
}
