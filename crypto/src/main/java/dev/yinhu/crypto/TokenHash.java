package dev.yinhu.crypto;

import java.util.Arrays;

/** A keyed hash of a token or of the value that it stands for, 32 bytes. */
final class TokenHash {
  private final byte[] bytes;

  TokenHash(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TokenHash hash && Arrays.equals(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
