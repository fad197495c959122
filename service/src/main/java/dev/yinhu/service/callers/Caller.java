package dev.yinhu.service.callers;

import dev.yinhu.register.CallerName;

/**
 * Someone who signs in: a program or a member of staff, by a name that the register knows.
 *
 * @param name as the register spells callers: 1 to 64 of a-z, 0-9, dot, dash and underscore,
 *     beginning with a letter or digit
 */
public record Caller(String name, Role role) {

  public Caller {
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "a caller's name is 1 to 64 of a-z, 0-9, dot, dash and underscore, as in the register");
    }
  }

  /** The name as the register's rules know it. */
  public CallerName inRegister() {
    return new CallerName(name);
  }

  /** Whether the register would take this as a caller's name. */
  public static boolean isName(String text) {
    try {
      return !new CallerName(text).value().isEmpty();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
