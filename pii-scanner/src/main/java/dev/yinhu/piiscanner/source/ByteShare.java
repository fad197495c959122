package dev.yinhu.piiscanner.source;

/** Counts bytes that texts hold few of. */
final class ByteShare {
  /** Of a thousand bytes: a log with some holes in it is a text. */
  private static final int CONTROLS_OF_A_TEXT = 50;

  private static final int ESCAPE = 0x1b;

  private ByteShare() {}

  static long nuls(byte[] bytes) {
    long count = 0;
    for (byte b : bytes) {
      count += b == 0 ? 1 : 0;
    }
    return count;
  }

  /** Whether there are too many control characters for a text in bytes. */
  static boolean isBinary(byte[] head) {
    long controls = 0;
    for (byte b : head) {
      boolean white = (b >= '\b' && b <= '\r') || b == ESCAPE;
      controls += b >= 0 && b < ' ' && !white ? 1 : 0;
    }
    return controls * 1000 > (long) head.length * CONTROLS_OF_A_TEXT;
  }
}
