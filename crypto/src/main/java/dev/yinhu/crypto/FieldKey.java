package dev.yinhu.crypto;

import dev.yinhu.crypto.suite.ValueCipher;
import dev.yinhu.register.FieldRef;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The key of one field in one scope, with the parts of envelope and associated data that never
 * change for it. Safe for use by many threads.
 */
final class FieldKey {
  private final byte[] header;
  private final byte[] fieldName;
  private final byte[] withoutContext;
  private final ValueCipher cipher;

  FieldKey(byte[] header, FieldRef field, ValueCipher cipher) {
    this.header = header;
    this.fieldName = LengthPrefixed.utf8(field.text());
    this.withoutContext = LengthPrefixed.of(header, fieldName, new byte[0]);
    this.cipher = cipher;
  }

  Envelope seal(byte[] plaintext, String context) {
    byte[] body = cipher.seal(plaintext, associatedData(context));
    return Envelope.of(
        ByteBuffer.allocate(header.length + body.length).put(header).put(body).array());
  }

  Optional<byte[]> open(Envelope envelope, String context) {
    return cipher.open(envelope.body(), associatedData(context));
  }

  private byte[] associatedData(String context) {
    return context.isEmpty()
        ? withoutContext
        : LengthPrefixed.of(header, fieldName, LengthPrefixed.utf8(context));
  }
}
