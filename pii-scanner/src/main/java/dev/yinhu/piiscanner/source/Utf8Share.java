package dev.yinhu.piiscanner.source;

/**
 * How much of some bytes is UTF-8 (RFC 3629).
 *
 * @param valid sequences of more than one byte
 * @param malformed bytes that belong to no sequence
 */
record Utf8Share(long valid, long malformed) {

  /** Of a sample; a sequence that its end cuts counts for nothing. */
  static Utf8Share of(byte[] bytes) {
    long valid = 0;
    long malformed = 0;
    int at = 0;
    while (at < bytes.length) {
      int length = length(bytes[at] & 0xff);
      if (length == 1) {
        at++;
      } else if (length > 1 && at + length > bytes.length) {
        break;
      } else if (length > 1 && continues(bytes, at, length)) {
        valid++;
        at += length;
      } else {
        malformed++;
        at++;
      }
    }
    return new Utf8Share(valid, malformed);
  }

  private static int length(int first) {
    if (first < 0x80) {
      return 1;
    }
    if (first >= 0xc2 && first <= 0xdf) {
      return 2;
    }
    if (first >= 0xe0 && first <= 0xef) {
      return 3;
    }
    return first >= 0xf0 && first <= 0xf4 ? 4 : 0;
  }

  private static boolean continues(byte[] bytes, int at, int length) {
    for (int i = 1; i < length; i++) {
      if ((bytes[at + i] & 0xc0) != 0x80) {
        return false;
      }
    }
    return true;
  }
}
