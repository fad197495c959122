package dev.yinhu.service.api;

import dev.yinhu.accessaudit.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tells one search from another, so that a cursor goes on with its own: 8 bytes of a hash of what
 * was asked, which stands in the address beside the cursor anyway.
 */
record Question(long hash) {
  /** The question of these conditions by their names. */
  static Question of(Map<String, String> asked) {
    MessageDigest sha256 = Sha256.digest();
    new TreeMap<>(asked)
        .forEach((name, value) -> {
          put(sha256, name);
          put(sha256, value);
        });
    return new Question(ByteBuffer.wrap(sha256.digest()).getLong());
  }

  private static void put(MessageDigest sha256, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
    sha256.update(bytes);
  }
}
