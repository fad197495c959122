package dev.yinhu.piiscanner.name;

import dev.yinhu.piiscanner.han.Han;

/**
 * Names with blanks between surname and given name, as forms fill two characters up to the width of
 * three: 张 伟. Told behind a label only, and only where the characters side by side are a name
 * rather than a word. Stateless.
 */
final class SpacedNames {
  private static final int LONGEST_PART = 2;
  private static final int MOST_BLANKS = 3;

  private SpacedNames() {}

  /**
   * Where the given name ends whose surname is this run, or -1 when blanks and one or two
   * characters are not what follows.
   */
  static int end(char[] chars, int length, int runStart, int runEnd) {
    if (runEnd - runStart > LONGEST_PART || runEnd == length || chars[runEnd] != ' ') {
      return -1;
    }
    int given = given(chars, length, runEnd);
    int end = given;
    while (end < length && Han.isHan(chars[end]) && end - given <= LONGEST_PART) {
      end++;
    }
    boolean open = end < length && (Marks.isAssignment(chars[end]) || Marks.isDot(chars[end]));
    boolean masked = end < length && chars[end] == '*';
    boolean none = end == given || end - given > LONGEST_PART || open || masked;
    return none || isLabel(chars, length, given, end) ? -1 : end;
  }

  /** Whether what stands behind the blanks is the next label, parted like the name: 性　别：女. */
  private static boolean isLabel(char[] chars, int length, int given, int end) {
    int at = given(chars, length, end);
    if (end - given > 1 || at == end) {
      return false;
    }
    int rest = at;
    while (rest < length && Han.isHan(chars[rest]) && rest - at <= LONGEST_PART) {
      rest++;
    }
    int mark = given(chars, length, rest);
    return rest > at && mark < length && Marks.isAssignment(chars[mark]);
  }

  /** Behind the blanks. */
  static int given(char[] chars, int length, int runEnd) {
    int at = runEnd;
    while (at < length && at - runEnd < MOST_BLANKS && chars[at] == ' ') {
      at++;
    }
    return at;
  }

  /** Both parts side by side. */
  static char[] joined(char[] chars, int runStart, int runEnd, int given, int end) {
    char[] joined = new char[runEnd - runStart + end - given];
    System.arraycopy(chars, runStart, joined, 0, runEnd - runStart);
    System.arraycopy(chars, given, joined, runEnd - runStart, end - given);
    return joined;
  }
}
