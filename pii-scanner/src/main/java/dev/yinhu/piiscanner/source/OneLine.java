package dev.yinhu.piiscanner.source;

import java.io.IOException;
import java.io.Reader;

/**
 * Reads what is left of a line, line ends and blanks before it included, and counts it as
 * delivered. For one thread.
 */
final class OneLine extends Reader {
  private final Tap tap;
  private long delivered;
  private boolean begun;
  private boolean ended;

  OneLine(Tap tap) {
    this.tap = tap;
  }

  @Override
  public int read(char[] buffer, int from, int length) throws IOException {
    int read = ended ? -1 : tap.read(buffer, from, length);
    if (read < 0) {
      return -1;
    }
    int used = used(buffer, from, read);
    delivered += used;
    tap.delivered(delivered);
    return used;
  }

  private int used(char[] buffer, int from, int length) {
    for (int i = 0; i < length; i++) {
      char c = buffer[from + i];
      if (c == '\n' && begun) {
        ended = true;
        return i + 1;
      }
      begun |= !Character.isWhitespace(c);
    }
    return length;
  }

  @Override
  public void close() {
    // The rest is still wanted.
  }
}
