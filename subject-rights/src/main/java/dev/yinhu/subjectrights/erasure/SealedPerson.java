package dev.yinhu.subjectrights.erasure;

/** The id of a person, sealed. Immutable. */
final class SealedPerson {
  private final byte[] bytes;

  SealedPerson(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  byte[] bytes() {
    return bytes.clone();
  }
}
