package dev.yinhu.piiscanner.rule;

import java.util.List;

/**
 * Words that speak for or against a reading.
 *
 * @param words that count when they stand near the value; Latin ones as whole words, without regard
 *     to case, Han ones anywhere
 * @param names of columns, keys and headers that count when the value stands under them; spelling
 *     does not matter: {@code id_card} is {@code idCard}, {@code ID-CARD} and {@code idcard}, and
 *     also a part of {@code user_id_card}
 * @param before how many characters before the value words count, at most {@value #MAX_WINDOW}
 * @param behind how many characters behind it, at most {@value #MAX_WINDOW}
 * @param adds what a word near the value adds to the confidence, −1 to 1
 * @param nameAdds what a name adds, −1 to 1
 * @param needed whether the reading is none without a word or a name
 */
public record Cues(
    List<String> words,
    List<String> names,
    int before,
    int behind,
    double adds,
    double nameAdds,
    boolean needed) {
  /** Widest window in characters. */
  public static final int MAX_WINDOW = 200;

  /** Most words, and most names. */
  public static final int MAX_WORDS = 2_000;

  /** Longest word or name in characters. */
  public static final int MAX_LENGTH = 60;

  /** Nothing speaks for or against. */
  public static final Cues NONE = new Cues(List.of(), List.of(), 0, 0, 0, 0, false);

  /** Checks the bounds; throws {@link IllegalArgumentException} saying which one is crossed. */
  public Cues {
    words = List.copyOf(words);
    names = List.copyOf(names);
    requireWords("words", words);
    requireWords("names", names);
    requireWindow(before);
    requireWindow(behind);
    requireWeight(adds);
    requireWeight(nameAdds);
    if (needed && words.isEmpty() && names.isEmpty()) {
      throw new IllegalArgumentException("cues are needed but there is neither word nor name");
    }
  }

  /** Whether there is neither word nor name. */
  public boolean isEmpty() {
    return words.isEmpty() && names.isEmpty();
  }

  private static void requireWords(String what, List<String> words) {
    if (words.size() > MAX_WORDS) {
      throw new IllegalArgumentException(what + " holds more than " + MAX_WORDS + " entries");
    }
    for (String word : words) {
      if (word.isBlank() || word.length() > MAX_LENGTH) {
        throw new IllegalArgumentException(
            "an entry of " + what + " is blank or longer than " + MAX_LENGTH + " characters");
      }
    }
  }

  private static void requireWindow(int window) {
    if (window < 0 || window > MAX_WINDOW) {
      throw new IllegalArgumentException("a window is 0 to " + MAX_WINDOW + " characters wide");
    }
  }

  private static void requireWeight(double weight) {
    if (!(weight >= -1 && weight <= 1)) {
      throw new IllegalArgumentException("what cues add lies between -1 and 1");
    }
  }
}
