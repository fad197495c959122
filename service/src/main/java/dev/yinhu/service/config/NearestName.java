package dev.yinhu.service.config;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Guesses which name was meant. Stateless. */
final class NearestName {

  private NearestName() {}

  /** The known name that takes the fewest edits, when they are few enough to be a slip. */
  static Optional<String> of(String typed, Iterable<String> known) {
    @Nullable String best = null;
    int fewest = Math.max(2, typed.length() / 3) + 1;
    for (String name : known) {
      int edits = edits(typed, name);
      if (edits < fewest) {
        best = name;
        fewest = edits;
      }
    }
    return Optional.ofNullable(best);
  }

  private static int edits(String a, String b) {
    var previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      var current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int swap = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(swap, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
