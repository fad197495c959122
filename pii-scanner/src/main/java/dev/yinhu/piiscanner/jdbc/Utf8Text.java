package dev.yinhu.piiscanner.jdbc;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Tells text from other bytes. */
final class Utf8Text {
  private static final int SPACE = 0x20;

  private Utf8Text() {}

  /**
   * The text that bytes are in UTF-8; null if they are not, or have control characters that texts
   * do not have.
   *
   * @param cut whether they may end within a character
   */
  static @Nullable String of(byte[] bytes, boolean cut) {
    for (byte b : bytes) {
      if (b >= 0 && b < SPACE && b != '\n' && b != '\r' && b != '\t') {
        return null;
      }
    }
    int end = cut ? wholeCharacters(bytes) : bytes.length;
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, end)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /** The length without the beginning of a character at the end. */
  private static int wholeCharacters(byte[] bytes) {
    int at = bytes.length;
    while (at > 0 && at > bytes.length - 4 && (bytes[at - 1] & 0xC0) == 0x80) {
      at--;
    }
    return at > 0 && (bytes[at - 1] & 0xC0) == 0xC0 ? at - 1 : bytes.length;
  }
}
