package dev.yinhu.breachresponse.scope;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/** References of persons in print and as two words: 22 characters of base64url for 16 bytes. */
final class Reference {
  /** Bytes of a reference. */
  static final int BYTES = 16;

  /** Characters of its print. */
  static final int LENGTH = 22;

  private static final int FIRST = 10;
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  private static final byte[] SIX = new byte[128];

  static {
    Arrays.fill(SIX, (byte) -1);
    for (int i = 0; i < ALPHABET.length(); i++) {
      SIX[ALPHABET.charAt(i)] = (byte) i;
    }
  }

  private Reference() {}

  /** Whether the text is the print of a reference. */
  static boolean isOne(String text) {
    if (text.length() != LENGTH) {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      if (text.charAt(i) >= SIX.length || SIX[text.charAt(i)] < 0) {
        return false;
      }
    }
    return (SIX[text.charAt(LENGTH - 1)] & 15) == 0;
  }

  /** The first eight bytes. */
  static long high(String text) {
    long word = 0;
    for (int i = 0; i < FIRST; i++) {
      word = word << 6 | SIX[text.charAt(i)];
    }
    return word << 4 | SIX[text.charAt(FIRST)] >>> 2;
  }

  /** The last eight bytes. */
  static long low(String text) {
    long word = SIX[text.charAt(FIRST)] & 3;
    for (int i = FIRST + 1; i < LENGTH - 1; i++) {
      word = word << 6 | SIX[text.charAt(i)];
    }
    return word << 2 | SIX[text.charAt(LENGTH - 1)] >>> 4;
  }

  /** Whether the print of a reference stands there. */
  static boolean isOne(byte[] bytes, int at) {
    for (int i = at; i < at + LENGTH; i++) {
      if (bytes[i] < 0 || SIX[bytes[i]] < 0) {
        return false;
      }
    }
    return (SIX[bytes[at + LENGTH - 1]] & 15) == 0;
  }

  /** As {@link #high(String)}. */
  static long high(byte[] bytes, int at) {
    long word = 0;
    for (int i = at; i < at + FIRST; i++) {
      word = word << 6 | SIX[bytes[i]];
    }
    return word << 4 | SIX[bytes[at + FIRST]] >>> 2;
  }

  /** As {@link #low(String)}. */
  static long low(byte[] bytes, int at) {
    long word = SIX[bytes[at + FIRST]] & 3;
    for (int i = at + FIRST + 1; i < at + LENGTH - 1; i++) {
      word = word << 6 | SIX[bytes[i]];
    }
    return word << 2 | SIX[bytes[at + LENGTH - 1]] >>> 4;
  }

  /** In print. */
  static String text(long high, long low) {
    byte[] bytes = ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
