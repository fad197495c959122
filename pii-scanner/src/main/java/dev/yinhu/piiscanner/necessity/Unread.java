package dev.yinhu.piiscanner.necessity;

/**
 * Something that a scan could not read.
 *
 * @param scope what
 * @param why stable code, such as {@code no-permission}, {@code truncated}, {@code timeout}
 */
public record Unread(Scope scope, String why) {
  /** Throws {@link IllegalArgumentException} for a reason that is no code. */
  public Unread {
    if (why.isEmpty() || !why.chars().allMatch(Unread::isCodeCharacter)) {
      throw new IllegalArgumentException("a reason is a code of a-z, 0-9 and '-'");
    }
  }

  private static boolean isCodeCharacter(int c) {
    return c == '-' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }
}
