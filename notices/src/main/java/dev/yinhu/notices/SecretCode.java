package dev.yinhu.notices;

import java.util.Arrays;

/**
 * A one-time code on its way into a text. In the outbox it stands sealed, and goes when the notice
 * is settled. Not thread-safe. Closing clears it.
 */
public final class SecretCode implements AutoCloseable {
  private static final int LEAST = 4;
  private static final int MOST = 32;

  private final char[] value;

  private SecretCode(char[] value) {
    this.value = value;
  }

  /**
   * Takes a copy; clear yours.
   *
   * @param value 4 to 32 letters or digits of ASCII
   * @throws IllegalArgumentException for anything else; the message does not repeat it
   */
  public static SecretCode of(char[] value) {
    for (char each : value) {
      if (each > 'z' || !Character.isLetterOrDigit(each)) {
        throw new IllegalArgumentException("a one-time code is made of ASCII letters and digits");
      }
    }
    if (value.length < LEAST || value.length > MOST) {
      throw new IllegalArgumentException(
          "a one-time code has %d to %d characters".formatted(LEAST, MOST));
    }
    return new SecretCode(value.clone());
  }

  static SecretCode ofBytes(byte[] ascii) {
    char[] chars = new char[ascii.length];
    for (int i = 0; i < ascii.length; i++) {
      chars[i] = (char) (ascii[i] & 0x7f);
    }
    try {
      return of(chars);
    } finally {
      Arrays.fill(chars, '\0');
    }
  }

  /** The code in ASCII; the caller clears it. */
  byte[] bytes() {
    byte[] bytes = new byte[value.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) value[i];
    }
    return bytes;
  }

  /** Appends the code; what it is appended to has to be cared for by the caller. */
  public void appendTo(StringBuilder text) {
    text.append(value);
  }

  @Override
  public void close() {
    Arrays.fill(value, '\0');
  }

  /** Shows nothing of it. */
  @Override
  public String toString() {
    return "SecretCode[***]";
  }
}
