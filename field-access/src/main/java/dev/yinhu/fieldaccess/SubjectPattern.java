package dev.yinhu.fieldaccess;

import dev.yinhu.register.SubjectId;
import java.util.random.RandomGenerator;

/** Makes ids that look like a platform's: # stands for a digit, @ for a letter from a to z. */
final class SubjectPattern {
  static final String DEFAULT = "u-##########";

  /** Fewest ids that a pattern must be able to make, so that a canary is hardly somebody. */
  private static final double FEWEST = 1e6;

  private final String pattern;

  SubjectPattern(String pattern) {
    this.pattern = pattern;
  }

  /** Whether it makes good subject ids, and enough of them. */
  boolean isGood() {
    double ids =
        pattern
            .chars()
            .mapToDouble(c -> c == '#' ? 10 : c == '@' ? 26 : 1)
            .reduce(1, (a, b) -> a * b);
    try {
      return ids >= FEWEST && !new SubjectId(pattern).value().isEmpty();
    } catch (IllegalArgumentException notAnId) {
      return false;
    }
  }

  SubjectId make(RandomGenerator random) {
    StringBuilder id = new StringBuilder(pattern.length());
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      id.append(
          switch (c) {
            case '#' -> (char) ('0' + random.nextInt(10));
            case '@' -> (char) ('a' + random.nextInt(26));
            default -> c;
          });
    }
    return new SubjectId(id.toString());
  }
}
