package dev.yinhu.notices;

import java.util.Arrays;

/**
 * A telephone number, mail address or other identifier, open for as long as one try lasts. It is
 * never stored, logged or shown. Not thread-safe. Closing clears it; what a library made of it (a
 * request's body, an address of Jakarta Mail) lives until it is collected.
 */
public final class Contact implements AutoCloseable {
  private final char[] value;
  private boolean closed;

  private Contact(char[] value) {
    this.value = value;
  }

  /**
   * Takes a copy; clear yours.
   *
   * @param value 1 to 320 characters (RFC 3696 erratum 1690 allows a mail address 254), none of
   *     them a control character
   * @throws IllegalArgumentException for anything else; the message does not repeat it
   */
  public static Contact of(char[] value) {
    if (value.length == 0 || value.length > 320) {
      throw new IllegalArgumentException("a contact has 1 to 320 characters");
    }
    for (char each : value) {
      if (Character.isISOControl(each)) {
        throw new IllegalArgumentException("a contact has no control characters");
      }
    }
    return new Contact(value.clone());
  }

  /**
   * The value, for a library that takes nothing else. Keep it no longer than the call.
   *
   * @throws IllegalStateException when closed
   */
  public String reveal() {
    if (closed) {
      throw new IllegalStateException("the contact was closed before it was used");
    }
    return new String(value);
  }

  @Override
  public void close() {
    closed = true;
    Arrays.fill(value, '\0');
  }

  /** Shows nothing of it. */
  @Override
  public String toString() {
    return "Contact[***]";
  }
}
