package dev.yinhu.register.reading;

import java.util.Collection;
import java.util.Optional;

/** Finds the known name that somebody probably meant. Stateless. */
public final class NearestName {
  private static final int LONGEST = 200;
  private static final int SHORT = 4;

  private NearestName() {}

  /**
   * The nearest known name, if one letter differs, two in a name of four or more, or about a third
   * of the letters.
   */
  public static Optional<String> to(String wrong, Collection<String> known) {
    if (wrong.length() > LONGEST) {
      return Optional.empty();
    }
    int best = 1 + Math.max(wrong.length() < SHORT ? 1 : 2, wrong.length() / 3);
    String nearest = null;
    for (String name : known) {
      if (Math.abs(name.length() - wrong.length()) < best) {
        int distance = distance(wrong, name);
        if (distance < best) {
          best = distance;
          nearest = name;
        }
      }
    }
    return Optional.ofNullable(nearest);
  }

  /** Levenshtein distance, letters compared without case. */
  static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = same(a.charAt(i - 1), b.charAt(j - 1)) ? 0 : 1;
        row[j] = Math.min(previous[j - 1] + change, 1 + Math.min(previous[j], row[j - 1]));
      }
      previous = row;
    }
    return previous[b.length()];
  }

  private static boolean same(char a, char b) {
    return Character.toLowerCase(a) == Character.toLowerCase(b);
  }
}
