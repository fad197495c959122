package dev.yinhu.service.callers;

import java.util.regex.Pattern;

/**
 * Someone who signs in: a program or a member of staff, by a name that the register knows.
 *
 * @param name 1 to 64 letters, digits, dots, dashes and underscores, beginning with a letter or
 *     digit
 */
public record Caller(String name, Role role) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  public Caller {
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "a caller's name is 1 to 64 letters, digits, dots, dashes and underscores");
    }
  }

  /** Whether this could be a caller's name. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }
}
