package dev.yinhu.subjectrights.correction;

import dev.yinhu.register.FieldRef;

/**
 * What somebody wants to stand in a field.
 *
 * @param value 1 to {@value #MOST_CHARACTERS} characters; personal, so it is shown nowhere
 */
public record NewValue(FieldRef field, String value) {
  /** Longest value in characters. */
  public static final int MOST_CHARACTERS = 4_000;

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException when the value is empty, too long or holds a zero; the message
   *     does not repeat it
   */
  public NewValue {
    if (value.isBlank() || value.length() > MOST_CHARACTERS || value.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "a value has 1 to " + MOST_CHARACTERS + " characters and no zero among them");
    }
  }

  @Override
  public String toString() {
    return "NewValue[" + field + ", ***]";
  }
}
