package dev.yinhu.crypto.mask;

import dev.yinhu.register.MaskRule;

/**
 * Applies the templates of the register. Characters are code points, so that a surrogate pair is
 * never split.
 */
final class MaskTemplate {
  /** How many signs stand for a part whose length is not to be told. */
  private static final int FIXED = 4;

  private MaskTemplate() {}

  /** Leading and trailing characters, if so many between them stay hidden. */
  static String ends(MaskRule.Ends rule, String value) {
    int characters = value.codePointCount(0, value.length());
    int hidden = characters - rule.showFirst() - rule.showLast();
    if (hidden < rule.minHidden()) {
      return whole(rule.replacement());
    }
    int from = value.offsetByCodePoints(0, rule.showFirst());
    int to = value.offsetByCodePoints(from, hidden);
    String between = rule.replacement().text().repeat(rule.hideLength() ? FIXED : hidden);
    return value.substring(0, from) + between + value.substring(to);
  }

  /** By place, if the value has the pattern's length and the characters that it names. */
  static String pattern(MaskRule.Pattern rule, String value) {
    int[] pattern = rule.pattern().codePoints().toArray();
    int[] characters = value.codePoints().toArray();
    if (pattern.length != characters.length) {
      return whole(rule.replacement());
    }
    StringBuilder masked = new StringBuilder(value.length());
    for (int i = 0; i < pattern.length; i++) {
      if (pattern[i] == MaskRule.Pattern.HIDDEN) {
        masked.append(rule.replacement().text());
      } else if (pattern[i] == MaskRule.Pattern.SHOWN || pattern[i] == characters[i]) {
        masked.appendCodePoint(characters[i]);
      } else {
        return whole(rule.replacement());
      }
    }
    return masked.toString();
  }

  private static String whole(MaskRule.Replacement replacement) {
    return replacement.text().repeat(FIXED);
  }
}
