package dev.yinhu.piiscanner.name;

import dev.yinhu.piiscanner.han.Han;

/**
 * What stands near a possible name without touching it: numbers of telephones and houses, the sex
 * of a person, quotation marks. In points; looks at a bounded number of characters.
 */
final class Nearby {
  private static final int NUMBER_NEAR = 40;

  /** The most points that what stands behind can add. */
  static final int MOST = 2 * NUMBER_NEAR;

  private static final int QUOTED = -50;
  private static final int WINDOW = 14;

  private Nearby() {}

  /** Whether a number of at least seven digits begins within the window. */
  static int numberBehind(char[] chars, int length, int from) {
    int digits = 0;
    int limit = Math.min(length, from + WINDOW + 12);
    for (int at = from; at < limit; at++) {
      char c = chars[at];
      if (Marks.isDigit(c) || (c == '*' && digits >= 3)) {
        digits++;
        if (digits >= 7) {
          return NUMBER_NEAR;
        }
      } else if (c != ' ' && c != '-') {
        digits = 0;
        if (at - from > WINDOW || c == '。' || c == '\n' || c == ';') {
          return 0;
        }
      }
    }
    return 0;
  }

  /** Whether a long number or the number of a house ends shortly before this place. */
  static int numberBefore(char[] chars, int start) {
    int at = start - 1;
    int left = Math.max(0, start - 4);
    while (at >= left && !Marks.isDigit(chars[at]) && !Han.isHan(chars[at])) {
      at--;
    }
    if (at < 0 || (at == start - 1 && Han.isHan(chars[at]))) {
      return 0;
    }
    if ("号室楼栋单元幢座层戶户".indexOf(chars[at]) >= 0) {
      return NUMBER_NEAR / 2;
    }
    int digits = 0;
    while (at >= 0
        && digits < 7
        && (Marks.isDigit(chars[at]) || chars[at] == '-' || chars[at] == ' ')) {
      digits += Marks.isDigit(chars[at]) ? 1 : 0;
      at--;
    }
    return digits >= 7 ? NUMBER_NEAR : 0;
  }

  /** Whether the sex of a person stands behind: 张三，男，汉族. */
  static int sexBehind(char[] chars, int length, int end) {
    int at = end + 1;
    while (at < length && at < end + 3 && chars[at] == ' ') {
      at++;
    }
    boolean sex = at < length && (chars[at] == '男' || chars[at] == '女');
    return sex && (at + 1 == length || !Han.isHan(chars[at + 1])) ? NUMBER_NEAR : 0;
  }

  /** What speaks against a name that stands in quotation marks alone: “张小泉”. */
  static int quoted(char[] chars, int length, int start, int end) {
    boolean quoted = start > 0 && end < length && Marks.isOpening(chars[start - 1]);
    return quoted && Marks.isClosing(chars[end]) ? QUOTED : 0;
  }
}
