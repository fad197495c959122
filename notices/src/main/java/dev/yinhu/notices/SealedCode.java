package dev.yinhu.notices;

/** A one-time code as the outbox holds it. */
final class SealedCode {
  private final byte[] bytes;

  SealedCode(byte[] bytes) {
    this.bytes = bytes;
  }

  byte[] bytes() {
    return bytes;
  }
}
