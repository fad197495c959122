package dev.yinhu.subjectrights.copy;

import java.io.OutputStream;
import java.util.Arrays;

/** Cuts what is written to it into pieces of one length, the last one shorter. Not thread-safe. */
final class PieceStream extends OutputStream {
  /** Takes a piece, which is its own. */
  @FunctionalInterface
  interface Taker {
    void take(int number, byte[] content);
  }

  private final byte[] piece;
  private final Taker taker;
  private int filled;
  private int number;
  private boolean closed;

  PieceStream(int length, Taker taker) {
    this.piece = new byte[length];
    this.taker = taker;
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] from, int at, int length) {
    int done = 0;
    while (done < length) {
      int now = Math.min(length - done, piece.length - filled);
      System.arraycopy(from, at + done, piece, filled, now);
      filled += now;
      done += now;
      if (filled == piece.length) {
        give();
      }
    }
  }

  private void give() {
    taker.take(number++, Arrays.copyOf(piece, filled));
    filled = 0;
  }

  @Override
  public void close() {
    if (!closed && filled > 0) {
      give();
    }
    closed = true;
  }
}
