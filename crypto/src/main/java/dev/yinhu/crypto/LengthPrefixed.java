package dev.yinhu.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The one encoding of associated data: every part behind its length as a big-endian u32, so that
 * different lists of parts never give the same bytes.
 */
final class LengthPrefixed {
  private LengthPrefixed() {}

  static byte[] of(byte[]... parts) {
    int size = 0;
    for (byte[] part : parts) {
      size += Integer.BYTES + part.length;
    }
    ByteBuffer out = ByteBuffer.allocate(size);
    for (byte[] part : parts) {
      out.putInt(part.length).put(part);
    }
    return out.array();
  }

  /**
   * The text as UTF-8.
   *
   * @throws IllegalArgumentException for an unpaired surrogate, which UTF-8 cannot carry: encoded
   *     as a question mark, the text would equal another one
   */
  static byte[] utf8(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (!new String(bytes, StandardCharsets.UTF_8).equals(text)) {
      throw new IllegalArgumentException("the text has an unpaired surrogate: leave it out");
    }
    return bytes;
  }
}
