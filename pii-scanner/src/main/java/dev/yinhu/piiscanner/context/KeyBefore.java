package dev.yinhu.piiscanner.context;

import java.util.Optional;

/** The key that stands right before a value on its own line. Looks back a bounded way. */
final class KeyBefore {
  private static final int LONGEST_KEY = 60;
  private static final int LONGEST_GAP = 24;
  private static final String OPENING = "\"'`\\ \t([{<|*“‘「【";
  private static final String QUOTES = "\"'`\\*”’";
  private static final String CDATA = "<![CDATA[";

  private final char[] chars;
  private int at;

  private KeyBefore(char[] chars, int start) {
    this.chars = chars;
    this.at = start;
  }

  /** The key of a value that starts here. */
  static Optional<String> of(char[] chars, int start) {
    return new KeyBefore(chars, start).find();
  }

  private Optional<String> find() {
    if (followsCdata()) {
      at -= CDATA.length();
    }
    int start = at;
    skipBack(OPENING, LONGEST_GAP);
    if (at == 0) {
      return Optional.empty();
    }
    char c = chars[at - 1];
    if (c == '>' && at >= 2 && chars[at - 2] == '=') {
      at -= 2;
      return key();
    }
    return switch (c) {
      case '=', ':' -> {
        at--;
        yield key();
      }
      case '>' -> start - at <= 1 ? tag() : Optional.empty();
      default -> Optional.empty();
    };
  }

  private boolean followsCdata() {
    int from = at - CDATA.length();
    return from >= 0 && new String(chars, from, CDATA.length()).equals(CDATA);
  }

  private void skipBack(String skipped, int most) {
    int floor = Math.max(0, at - most);
    while (at > floor && skipped.indexOf(chars[at - 1]) >= 0) {
      at--;
    }
  }

  /** What stands before the colon or equals sign. */
  private Optional<String> key() {
    skipBack(" \t:", LONGEST_GAP);
    boolean quoted = at > 0 && QUOTES.indexOf(chars[at - 1]) >= 0;
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
  private Optional<String> tag() {
    int end = at - 1;
    int floor = Math.max(0, end - 2 * LONGEST_KEY);
    at = end;
    while (at > floor && chars[at - 1] != '<' && chars[at - 1] != '>') {
      at--;
    }
    if (at == 0 || chars[at - 1] != '<' || at == end || chars[at] == '/') {
      return Optional.empty();
    }
    int stop = at;
    while (stop < end && !Character.isWhitespace(chars[stop])) {
      stop++;
    }
    return name(at, stop);
  }

  private Optional<String> name(int from, int to) {
    String name = new String(chars, from, to - from).strip();
    return name.isEmpty() ? Optional.empty() : Optional.of(name);
  }
}
