package dev.yinhu.crypto.suite;

import java.util.Optional;

/**
 * Authenticated encryption of a value under one key. Safe for use by many threads; never blocks.
 */
public interface ValueCipher {
  /**
   * Seals the plaintext, which may be empty. Where the suite needs a nonce it is drawn here and
   * stands at the front of what is returned.
   *
   * @param associatedData bound to the result, and needed again to open it
   */
  byte[] seal(byte[] plaintext, byte[] associatedData);

  /** The plaintext, or empty when key, associated data and sealed bytes do not belong together. */
  Optional<byte[]> open(byte[] sealed, byte[] associatedData);
}
