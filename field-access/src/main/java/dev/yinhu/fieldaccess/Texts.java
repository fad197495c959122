package dev.yinhu.fieldaccess;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Bounds on what comes from outside, and text as bytes without loss. */
final class Texts {
  /** Largest value in bytes of UTF-8. */
  static final int MAX_VALUE_BYTES = 65_536;

  /** Longest context in UTF-16 characters. */
  static final int MAX_CONTEXT = 1_024;

  private Texts() {}

  /**
   * UTF-8, or empty when the text has an unpaired surrogate and could not be given back as it is.
   */
  static Optional<byte[]> utf8(String text) {
    try {
      ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return Optional.of(bytes);
    } catch (CharacterCodingException unpairedSurrogate) {
      return Optional.empty();
    }
  }

  static boolean isContext(String context) {
    return context.length() <= MAX_CONTEXT && utf8(context).isPresent();
  }
}
