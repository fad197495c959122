package dev.yinhu.piiscanner.necessity;

import dev.yinhu.register.FieldRef;

/**
 * Places that are declared alike, such as the column {@code tel} of all files {@code
 * exports/*.csv}.
 *
 * @param store the store
 * @param collection table or path; {@code *} stands for any characters, slashes and none included
 * @param field column or key, with the same sign
 * @param declared what the register calls them
 */
public record PlacePattern(String store, String collection, String field, FieldRef declared) {
  /** Whether the text is to be read as a pattern. */
  public static boolean isPattern(String text) {
    return text.indexOf('*') >= 0;
  }

  boolean fits(HeldAt place) {
    return place.store().equals(store)
        && fits(collection, place.collection())
        && fits(field, place.field().orElse(""));
  }

  /** In time linear in pattern times name: after a star only the last one can be retried. */
  private static boolean fits(String pattern, String name) {
    int p = 0;
    int n = 0;
    int star = -1;
    int retry = 0;
    while (n < name.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        retry = n;
      } else if (p < pattern.length() && pattern.charAt(p) == name.charAt(n)) {
        p++;
        n++;
      } else if (star >= 0) {
        p = star + 1;
        n = ++retry;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
