package dev.yinhu.service.notices;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

/**
 * A person's reference of 16 random bytes, in the two spellings of its neighbours: base64url in log
 * and cases, a UUID in the outbox.
 */
public record PersonRef(UUID uuid) {
  private static final int BYTES = 16;

  /**
   * Of its spelling in the log.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static PersonRef of(String text) {
    byte[] bytes = Base64.getUrlDecoder().decode(text);
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a person's reference has 16 bytes, not " + bytes.length);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new PersonRef(new UUID(buffer.getLong(), buffer.getLong()));
  }

  /** Its spelling in the log. */
  public String text() {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    bytes.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }
}
