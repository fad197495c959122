package dev.yinhu.accessaudit.note;

import dev.yinhu.accessaudit.checkpoint.Checkpoint;
import dev.yinhu.accessaudit.merkle.MerkleHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The bytes that a key of a type signs for a note's text (signed-note and tlog-cosignature). */
final class CosignedMessage {
  private static final byte[] LABEL = "subtree/v1\n\0".getBytes(StandardCharsets.US_ASCII);
  private static final int MAX_NAME_BYTES = 255;

  private CosignedMessage() {}

  /**
   * @param time seconds since 1970, not negative; of no meaning to {@link KeyType#ED25519} and
   *     {@link KeyType#SM2}
   * @throws IllegalArgumentException when the type signs checkpoints only and the text is none
   */
  static byte[] of(KeyType type, String signer, long time, String text) {
    return switch (type) {
      case ED25519, SM2 -> text.getBytes(StandardCharsets.UTF_8);
      case ED25519_COSIGNATURE ->
          ("cosignature/v1\ntime " + time + "\n" + text).getBytes(StandardCharsets.UTF_8);
      case ML_DSA_44_COSIGNATURE -> subtree(signer, time, Checkpoint.parse(text));
    };
  }

  private static byte[] subtree(String signer, long time, Checkpoint checkpoint) {
    byte[] name = name(signer);
    byte[] origin = name(checkpoint.origin());
    return ByteBuffer.allocate(
            LABEL.length + 2 + name.length + origin.length + 3 * Long.BYTES + MerkleHash.BYTES)
        .put(LABEL)
        .put((byte) name.length)
        .put(name)
        .putLong(time)
        .put((byte) origin.length)
        .put(origin)
        .putLong(0)
        .putLong(checkpoint.size())
        .put(checkpoint.head().root())
        .array();
  }

  private static byte[] name(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > MAX_NAME_BYTES) {
      throw new IllegalArgumentException(
          "a name in an ML-DSA-44 cosignature has at most 255 bytes");
    }
    return bytes;
  }
}
