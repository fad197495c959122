package dev.yinhu.accessaudit;

import java.util.regex.Pattern;

/**
 * The code by which a platform knows a member of its staff, such as {@code agent-0042}. The log
 * never forgets it, so it must not itself be personal data of a customer: 1 to 64 ASCII letters,
 * digits, dots, underscores and hyphens, and no run of digits long enough to be a phone, identity
 * or card number.
 *
 * @param code the code
 */
public record Actor(String code) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Pattern LONG_NUMBER = Pattern.compile("[0-9]{10}");

  /** What is expected, to complete a sentence. */
  public static final String EXPECTED =
      "the code of a member of staff: 1 to 64 letters, digits, '.', '_' and '-', beginning with a"
          + " letter or digit, at most 9 digits in a row";

  /**
   * @throws IllegalArgumentException when it is not of that form; the message does not repeat it
   */
  public Actor {
    if (!FORM.matcher(code).matches() || LONG_NUMBER.matcher(code).find()) {
      throw new IllegalArgumentException("expected " + EXPECTED);
    }
  }
}
