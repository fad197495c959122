package dev.yinhu.breachresponse.tell;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

/**
 * A person whom an incident concerns.
 *
 * @param person the reference of the subject directory
 * @param minor whether they are known to be a minor, whose guardian is told too
 */
public record Affected(UUID person, boolean minor) {
  private static final int BYTES = 16;

  /**
   * Of a reference as log and scope spell it: base64url of 16 bytes.
   *
   * @throws IllegalArgumentException when it is none; the message does not repeat it
   */
  public static Affected of(String reference, boolean minor) {
    return new Affected(uuid(reference), minor);
  }

  static UUID uuid(String reference) {
    byte[] bytes = Base64.getUrlDecoder().decode(reference);
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a person's reference has 16 bytes, not " + bytes.length);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new UUID(buffer.getLong(), buffer.getLong());
  }

  static String text(UUID person) {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    bytes.putLong(person.getMostSignificantBits()).putLong(person.getLeastSignificantBits());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }
}
