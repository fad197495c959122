package dev.yinhu.crypto;

/** A key as it is stored: sealed under another one. Takes and gives the array itself. */
final class WrappedKey {
  private final byte[] bytes;

  WrappedKey(byte[] bytes) {
    this.bytes = bytes;
  }

  byte[] bytes() {
    return bytes;
  }
}
