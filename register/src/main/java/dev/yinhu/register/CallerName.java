package dev.yinhu.register;

/**
 * The name of a caller: a program or a person that has a token of the service.
 *
 * @param value 1 to {@value #MAX_LENGTH} characters of a-z, 0-9, '.', '_', '-', starting with a
 *     letter or digit
 */
public record CallerName(String value) implements Comparable<CallerName> {
  /** Longest name in characters. */
  public static final int MAX_LENGTH = 64;

  /** Checks the spelling; throws {@link IllegalArgumentException} that says the rule. */
  public CallerName {
    Words.require(
        "caller name",
        value,
        Words.isSlug(value, MAX_LENGTH),
        "use a-z, 0-9, '.', '_', '-', start with a letter or digit, at most "
            + MAX_LENGTH
            + " characters");
  }

  @Override
  public int compareTo(CallerName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
