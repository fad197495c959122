package dev.yinhu.crypto.suite;

import com.google.crypto.tink.subtle.Random;

/**
 * Where the nonces of the suites outside Tink come from: the same generator of random bytes that
 * Tink's own suites draw from, one {@link java.security.SecureRandom} a thread.
 */
final class Nonces {
  private Nonces() {}

  static byte[] draw(int length) {
    return Random.randBytes(length);
  }
}
