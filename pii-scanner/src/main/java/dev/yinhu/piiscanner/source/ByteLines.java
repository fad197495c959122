package dev.yinhu.piiscanner.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Splits a stream at line feeds; a carriage return before one belongs to the line's end. Holds one
 * line of at most a given length; of a longer one only its end is looked for. For one thread.
 */
final class ByteLines {
  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private final int longest;
  private final byte[] buffer = new byte[BUFFER];
  private int next;
  private int filled;
  private long number;
  private boolean tooLong;

  ByteLines(InputStream in, int longest) {
    this.in = in;
    this.longest = longest;
  }

  /** The next line without its end; null behind the last. */
  byte @Nullable [] next() throws IOException {
    tooLong = false;
    if (next == filled && !fill()) {
      return null;
    }
    number++;
    var rest = new ByteArrayOutputStream(0);
    int end = lineFeed();
    while (end < 0) {
      keep(rest, filled);
      if (!fill()) {
        return withoutReturn(rest.toByteArray());
      }
      end = lineFeed();
    }
    if (rest.size() == 0) {
      byte[] line = Arrays.copyOfRange(buffer, next, end);
      next = end + 1;
      return withoutReturn(line);
    }
    keep(rest, end);
    next = end + 1;
    return withoutReturn(rest.toByteArray());
  }

  /** Number of the line that was read last, counted from 1. */
  long number() {
    return number;
  }

  /** Whether the line that was read last is longer than allowed, and so was not kept whole. */
  boolean tooLong() {
    return tooLong;
  }

  private void keep(ByteArrayOutputStream rest, int end) {
    int length = end - next;
    if (rest.size() + length > longest) {
      tooLong = true;
    } else {
      rest.write(buffer, next, length);
    }
    next = end;
  }

  private int lineFeed() {
    for (int i = next; i < filled; i++) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private boolean fill() throws IOException {
    next = 0;
    filled = Math.max(0, in.read(buffer, 0, buffer.length));
    return filled > 0;
  }

  private static byte[] withoutReturn(byte[] line) {
    boolean ends = line.length > 0 && line[line.length - 1] == '\r';
    return ends ? Arrays.copyOf(line, line.length - 1) : line;
  }
}
