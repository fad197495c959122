package dev.yinhu.crypto;

import dev.yinhu.register.FieldRef;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * By which a canary is known: its subject's ref, or for values without subject the first 16 bytes
 * of SHA-256 over field and plaintext, length-prefixed, so that it does not change with the key.
 */
final class CanaryMark {
  static final int BYTES = 16;

  private final byte[] bytes;

  CanaryMark(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a canary's mark has 16 bytes, not " + bytes.length);
    }
    this.bytes = bytes.clone();
  }

  static CanaryMark ofSubject(SubjectRef ref) {
    return new CanaryMark(ref.bytes());
  }

  static CanaryMark ofValue(FieldRef field, byte[] plaintext) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(LengthPrefixed.of(LengthPrefixed.utf8(field.text()), plaintext));
      return new CanaryMark(Arrays.copyOf(hash, BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new CryptoException("SHA-256 is not available in this Java runtime", e);
    }
  }

  byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CanaryMark mark && Arrays.equals(bytes, mark.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "CanaryMark[***]";
  }
}
