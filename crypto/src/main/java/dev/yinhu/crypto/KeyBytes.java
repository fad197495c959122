package dev.yinhu.crypto;

import java.util.Arrays;

/**
 * The bytes of a key in clear until they are cleared. Who derives from them gets all of them or
 * none, never a half that is overwritten already. Safe for use by many threads.
 */
final class KeyBytes {
  private final String what;
  private final byte[] bytes;
  private boolean cleared;

  /**
   * Copies them: the caller overwrites its own.
   *
   * @param what whose key it is, for messages
   */
  KeyBytes(String what, byte[] bytes) {
    this.what = what;
    this.bytes = bytes.clone();
  }

  /**
   * A copy, which the caller overwrites after use.
   *
   * @throws KeysUnavailable when they were cleared: a key derived from what is left would seal
   *     values that nobody could open
   */
  synchronized byte[] copy() {
    if (cleared) {
      throw new KeysUnavailable(
          what + " is cleared: it was destroyed, or the crypto room was closed or locked");
    }
    return bytes.clone();
  }

  synchronized void clear() {
    cleared = true;
    Arrays.fill(bytes, (byte) 0);
  }

  @Override
  public String toString() {
    return "KeyBytes[" + what + ", ***]";
  }
}
