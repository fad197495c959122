package dev.yinhu.crypto;

import java.util.Arrays;

/**
 * One version of a keyring with its key in clear, held in memory only. Two are equal when they are
 * the same object: key bytes are never compared.
 */
final class KeyVersion {
  private final long keyId;
  private final KeyringName keyring;
  private final int version;
  private final KeyState state;
  private final byte[] key;
  private boolean cleared;
  private final AesGcm wrap;

  KeyVersion(long keyId, KeyringName keyring, int version, KeyState state, byte[] key) {
    this.keyId = keyId;
    this.keyring = keyring;
    this.version = version;
    this.state = state;
    this.key = key.clone();
    this.wrap = new AesGcm(key);
  }

  /** An unsigned 32-bit number, never 0. */
  long keyId() {
    return keyId;
  }

  KeyringName keyring() {
    return keyring;
  }

  int version() {
    return version;
  }

  KeyState state() {
    return state;
  }

  /**
   * A copy of the key.
   *
   * @throws CryptoException when it was cleared: a key derived from what is left would seal values
   *     that nobody could open
   */
  synchronized byte[] key() {
    if (cleared) {
      throw new CryptoException(
          "key %d of keyring %s is cleared: the crypto room was closed"
              .formatted(keyId, keyring.text()));
    }
    return key.clone();
  }

  AesGcm wrap() {
    return wrap;
  }

  synchronized void clear() {
    cleared = true;
    Arrays.fill(key, (byte) 0);
  }

  @Override
  public String toString() {
    return "KeyVersion[%s %d, id %d, %s, key=***]".formatted(keyring.text(), version, keyId, state);
  }
}
