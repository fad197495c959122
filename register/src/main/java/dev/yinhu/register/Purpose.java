package dev.yinhu.register;

/**
 * The key of a purpose of processing, which a caller names with each request to reveal.
 *
 * @param key 1 to {@value #MAX_LENGTH} characters of a-z, 0-9, '.', '_', '-', starting with a
 *     letter or digit
 */
public record Purpose(String key) implements Comparable<Purpose> {
  /** Longest name in characters. */
  public static final int MAX_LENGTH = 64;

  /** Checks the spelling; throws {@link IllegalArgumentException} that says the rule. */
  public Purpose {
    Words.require(
        "purpose",
        key,
        Words.isSlug(key, MAX_LENGTH),
        "use a-z, 0-9, '.', '_', '-', start with a letter or digit, at most "
            + MAX_LENGTH
            + " characters");
  }

  @Override
  public int compareTo(Purpose other) {
    return key.compareTo(other.key);
  }

  @Override
  public String toString() {
    return key;
  }
}
