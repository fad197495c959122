package dev.yinhu.notices;

import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * A notice's id, the first 16 bytes of a SHA-256 over its key. That it follows from the key keeps
 * gateways from sending twice even when the outbox was restored from a backup.
 *
 * @param value as stored
 */
public record NoticeId(UUID value) {
  static NoticeId of(byte[] hash) {
    ByteBuffer bytes = ByteBuffer.wrap(hash);
    return new NoticeId(new UUID(bytes.getLong(), bytes.getLong()));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
