package dev.yinhu.crypto;

import java.util.Arrays;
import java.util.Base64;

/**
 * The random 16 bytes that stand for a data subject in ciphertexts, audit entries, cases and
 * incidents. It tells nothing about the person, and links to nobody once the subject's row is gone.
 */
public final class SubjectRef {
  /** Length in bytes. */
  public static final int BYTES = 16;

  private final byte[] bytes;

  SubjectRef(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a subject ref has 16 bytes, not " + bytes.length);
    }
    this.bytes = bytes.clone();
  }

  byte[] bytes() {
    return bytes.clone();
  }

  /** 22 characters of base64url. */
  public String text() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SubjectRef ref && Arrays.equals(bytes, ref.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return text();
  }
}
