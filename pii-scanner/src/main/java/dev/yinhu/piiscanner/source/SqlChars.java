package dev.yinhu.piiscanner.source;

import java.io.IOException;

/**
 * The characters of a SQL dump, one ahead, with the line and column of the next. Keeps the
 * characters of the statement that is being read. For one thread.
 */
final class SqlChars {
  /** Characters of a statement, value or line that are kept. */
  static final int LONGEST = 1 << 23;

  static final int END = -1;

  private static final int BUFFER = 1 << 13;

  private final Tap tap;
  private final char[] buffer = new char[BUFFER];
  private final StringBuilder kept = new StringBuilder();
  private int next;
  private int filled;
  private long before;
  private long line;
  private long column = 1;

  SqlChars(Tap tap) {
    this.tap = tap;
    this.line = tap.origin().line();
  }

  /** The next character without taking it; {@link #END} behind the last. */
  int peek() throws IOException {
    if (next == filled) {
      before += filled;
      next = 0;
      filled = Math.max(0, tap.read(buffer, 0, BUFFER));
    }
    return next == filled ? END : buffer[next];
  }

  /** Takes the next character. */
  int take() throws IOException {
    int c = peek();
    if (c == END) {
      return END;
    }
    next++;
    if (c == '\n') {
      line++;
      column = 1;
    } else if (!Character.isLowSurrogate((char) c)) {
      column++;
    }
    if (kept.length() == LONGEST) {
      throw new BrokenFormException("a statement at line " + line + " is too long");
    }
    kept.append((char) c);
    return c;
  }

  /** Takes it when it is the next; whether it was. */
  boolean takeIf(char c) throws IOException {
    boolean is = peek() == c;
    if (is) {
      take();
    }
    return is;
  }

  /** What was taken since this was asked last; it counts as delivered. */
  String kept() {
    String text = kept.toString();
    kept.setLength(0);
    tap.delivered(before + next);
    return text;
  }

  LineOrigin here() {
    return new LineOrigin(line, column);
  }

  long line() {
    return line;
  }
}
