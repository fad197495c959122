package dev.yinhu.piiscanner.context;

import dev.yinhu.piiscanner.text.Signs;

/** The key that stands right before a value on its own line. Looks back a bounded way. */
final class KeyBefore {
  private static final int LONGEST_KEY = 60;
  private static final int LONGEST_GAP = 24;
  private static final Signs OPENING = new Signs("\"'`\\ \t([{<|*“‘「【");
  private static final Signs QUOTES = new Signs("\"'`\\*”’");
  private static final Signs BLANKS = new Signs(" \t:");
  private static final String CDATA = "<![CDATA[";

  private final char[] chars;
  private int at;

  KeyBefore(char[] chars) {
    this.chars = chars;
  }

  /** The {@link Span} of the key of a value that starts here; {@link Span#NONE} without one. */
  long of(int start) {
    at = start;
    if (followsCdata()) {
      at -= CDATA.length();
    }
    int behind = at;
    skipBack(OPENING, LONGEST_GAP);
    if (at == 0) {
      return Span.NONE;
    }
    char c = chars[at - 1];
    if (c == '=' || c == ':') {
      at--;
      return key();
    }
    if (c != '>') {
      return Span.NONE;
    }
    if (at >= 2 && chars[at - 2] == '=') {
      at -= 2;
      return key();
    }
    return behind - at <= 1 ? tag() : Span.NONE;
  }

  private boolean followsCdata() {
    int from = at - CDATA.length();
    if (from < 0 || chars[at - 1] != '[') {
      return false;
    }
    for (int i = 0; i < CDATA.length(); i++) {
      if (chars[from + i] != CDATA.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private void skipBack(Signs skipped, int most) {
    int floor = Math.max(0, at - most);
    while (at > floor && skipped.has(chars[at - 1])) {
      at--;
    }
  }

  /** What stands before the colon or equals sign. */
  private long key() {
    skipBack(BLANKS, LONGEST_GAP);
    boolean quoted = at > 0 && QUOTES.has(chars[at - 1]);
    skipBack(QUOTES, LONGEST_GAP);
    int end = at;
    int floor = Math.max(0, end - LONGEST_KEY);
    while (at > floor && isKey(chars[at - 1], quoted)) {
      at--;
    }
    return name(at, end);
  }

  private static boolean isKey(char c, boolean quoted) {
    return Character.isLetterOrDigit(c)
        || c == '_'
        || c == '-'
        || c == '.'
        || (quoted && (c == ' ' || c == '(' || c == ')' || c == '/' || c == '#'));
  }

  /** The name of the tag that ends here. */
  private long tag() {
    int end = at - 1;
    int floor = Math.max(0, end - 2 * LONGEST_KEY);
    at = end;
    while (at > floor && chars[at - 1] != '<' && chars[at - 1] != '>') {
      at--;
    }
    if (at == 0 || chars[at - 1] != '<' || at == end || chars[at] == '/') {
      return Span.NONE;
    }
    int stop = at;
    while (stop < end && !Character.isWhitespace(chars[stop])) {
      stop++;
    }
    return name(at, stop);
  }

  private long name(int from, int to) {
    long name = Span.stripped(chars, from, to);
    return Span.isEmpty(name) ? Span.NONE : name;
  }
}
