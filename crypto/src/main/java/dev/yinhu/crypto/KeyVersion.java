package dev.yinhu.crypto;

import java.util.Optional;

/**
 * One version of a keyring with its key in clear, held in memory only. Two are equal when they are
 * the same object: key bytes are never compared.
 */
final class KeyVersion {
  private final long keyId;
  private final KeyringName keyring;
  private final int version;
  private final KeyState state;
  private final KeyBytes key;
  private final Optional<AesGcm> wrap;
  private final KeyUse use;

  KeyVersion(long keyId, KeyringName keyring, int version, KeyState state, byte[] key) {
    this(
        keyId,
        keyring,
        version,
        state,
        new KeyBytes("key %d of keyring %s".formatted(keyId, keyring.text()), key),
        keyring == KeyringName.SUBJECT ? Optional.of(new AesGcm(key)) : Optional.empty(),
        new KeyUse());
  }

  private KeyVersion(
      long keyId,
      KeyringName keyring,
      int version,
      KeyState state,
      KeyBytes key,
      Optional<AesGcm> wrap,
      KeyUse use) {
    this.keyId = keyId;
    this.keyring = keyring;
    this.version = version;
    this.state = state;
    this.key = key;
    this.wrap = wrap;
    this.use = use;
  }

  /** This one in another state: over the same bytes, which are cleared once for both. */
  KeyVersion in(KeyState now) {
    return now == state ? this : new KeyVersion(keyId, keyring, version, now, key, wrap, use);
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
   * A copy of the key, which the caller overwrites after use.
   *
   * @throws CryptoException when it was cleared
   */
  byte[] key() {
    return key.copy();
  }

  /** The cipher that wraps keys under this one; only the keyring {@code subject} does. */
  AesGcm wrap() {
    return wrap.orElseThrow(
        () -> new IllegalStateException("keyring " + keyring.text() + " does not wrap keys"));
  }

  /** Where its use is counted, for it in all its states. */
  KeyUse use() {
    return use;
  }

  void clear() {
    key.clear();
  }

  @Override
  public String toString() {
    return "KeyVersion[%s %d, id %d, %s, key=***]".formatted(keyring.text(), version, keyId, state);
  }
}
