package dev.yinhu.piiscanner.redact.file;

import java.io.IOException;
import java.io.Reader;

/**
 * Keeps what a parser has read until it is taken. Holds as much as it reads ahead. For one thread.
 */
final class KeptText extends Reader {
  private static final int COMPACT = 1 << 16;

  private final Reader in;
  private final StringBuilder kept = new StringBuilder();
  private long dropped;
  private long taken;

  KeptText(Reader in) {
    this.in = in;
  }

  @Override
  public int read(char[] buffer, int from, int length) throws IOException {
    int read = in.read(buffer, from, length);
    if (read > 0) {
      kept.append(buffer, from, read);
    }
    return read;
  }

  /** The end of what was read. */
  long end() {
    return dropped + kept.length();
  }

  char at(long place) {
    return kept.charAt((int) (place - dropped));
  }

  /** What lies before a place and was not taken. */
  String take(long place) {
    long to = Math.max(place, taken);
    int from = (int) (taken - dropped);
    int end = (int) (to - dropped);
    String text = kept.substring(from, end);
    taken = to;
    if (end >= COMPACT) {
      kept.delete(0, end);
      dropped = to;
    }
    return text;
  }

  @Override
  public void close() {
    // Closed by whoever opened the file.
  }
}
