package dev.yinhu.register.reading;

import dev.yinhu.register.Purpose;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Makes keys for declarations that a manifest written for Fides leaves without one. */
final class Slugs {
  private static final int ROOM_FOR_NUMBER = 6;
  private static final int LONGEST_READ = 300;

  private final Set<String> taken = new HashSet<>();

  /** A key from the words, numbered when it was given before. */
  Purpose purpose(String system, String declaration) {
    String slug = slug(system + "." + declaration);
    String key = slug;
    for (int number = 2; !taken.add(key); number++) {
      key = slug + "-" + number;
    }
    return new Purpose(key);
  }

  private static String slug(String words) {
    String slug =
        words
            .substring(0, Math.min(words.length(), LONGEST_READ))
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9._]+", "-")
            .replaceAll("^[^a-z0-9]+|[^a-z0-9]+$", "");
    String cut = slug.substring(0, Math.min(slug.length(), Purpose.MAX_LENGTH - ROOM_FOR_NUMBER));
    return cut.isEmpty() ? "purpose" : cut;
  }
}
