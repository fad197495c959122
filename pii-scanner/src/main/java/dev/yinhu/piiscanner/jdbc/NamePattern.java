package dev.yinhu.piiscanner.jdbc;

/**
 * Which names of schemas or tables are meant: {@code *} stands for any characters, {@code ?} for
 * one, everything else for itself; upper and lower case are different.
 *
 * @param text the pattern, not empty
 */
public record NamePattern(String text) {
  /** Checks that there is a pattern. */
  public NamePattern {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a pattern of names is not empty: * stands for all");
    }
  }

  /** Whether a name is meant. Time grows with the product of both lengths at most. */
  boolean matches(String name) {
    int at = 0;
    int in = 0;
    int star = -1;
    int retry = 0;
    while (in < name.length()) {
      if (at < text.length() && text.charAt(at) == '*') {
        star = at++;
        retry = in;
      } else if (at < text.length()
          && (text.charAt(at) == '?' || text.charAt(at) == name.charAt(in))) {
        at++;
        in++;
      } else if (star >= 0) {
        at = star + 1;
        in = ++retry;
      } else {
        return false;
      }
    }
    return text.substring(at).chars().allMatch(c -> c == '*');
  }
}
