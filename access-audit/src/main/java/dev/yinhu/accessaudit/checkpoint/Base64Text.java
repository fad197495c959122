package dev.yinhu.accessaudit.checkpoint;

import java.util.Base64;

/**
 * Base64 (RFC 4648 section 4) of which every value has one spelling only: with padding, and with
 * unused bits that are 0. A reader that forgave the rest would not notice some changed characters.
 */
public final class Base64Text {
  private Base64Text() {}

  /**
   * The bytes of the text.
   *
   * @throws IllegalArgumentException when it is not base64 or not the only spelling of its value
   */
  public static byte[] decode(String text) {
    byte[] bytes = Base64.getDecoder().decode(text);
    if (!encode(bytes).equals(text)) {
      throw new IllegalArgumentException("base64 without padding, or with unused bits set");
    }
    return bytes;
  }

  /** With padding, on one line. */
  public static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
