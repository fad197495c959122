package dev.yinhu.piiscanner.name;

import java.util.regex.Pattern;

/**
 * Tells words that can be Chinese given names in pinyin: one to three syllables, each an initial
 * and a final of Hanyu Pinyin (ISO 7098:2015), tones and apostrophes left out. Combinations that do
 * not occur are not told apart. Immutable.
 */
final class Pinyin {
  private static final int LONGEST = 18;

  /** Bounded and without nesting: at most 18 characters are tried in a few ways. */
  private static final Pattern NAME =
      Pattern.compile(
          "(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
              + "(?:iang|iong|uang|ueng|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ui|ao|ou|iu|ie|ue|er"
              + "|an|en|in|un|ia|ua|uo|ve|[aoeiuv])){1,3}",
          Pattern.CASE_INSENSITIVE);

  private Pinyin() {}

  /** Whether a word can be such a name. */
  static boolean isName(char[] chars, int from, int to) {
    return to - from <= LONGEST && NAME.matcher(new String(chars, from, to - from)).matches();
  }
}
