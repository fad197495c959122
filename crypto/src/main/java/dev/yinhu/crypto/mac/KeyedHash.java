package dev.yinhu.crypto.mac;

import dev.yinhu.crypto.KeysUnavailable;
import java.util.Arrays;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * A keyed hash under one key. Safe for use by many threads: each call works on an object of its
 * own.
 */
public final class KeyedHash {
  private final MacAlgorithm algorithm;
  private final byte[] key;
  private boolean cleared;

  /** Copies the key, so that the caller can overwrite its own. */
  public KeyedHash(MacAlgorithm algorithm, byte[] key) {
    if (key.length != MacAlgorithm.BYTES) {
      throw new IllegalArgumentException(
          "a key has " + MacAlgorithm.BYTES + " bytes, not " + key.length);
    }
    this.algorithm = algorithm;
    this.key = key.clone();
  }

  /**
   * The hash of the bytes, {@link MacAlgorithm#BYTES} long.
   *
   * @throws KeysUnavailable when the key was cleared: a hash under what is left of it would be
   *     stored and never be found
   */
  public byte[] hash(byte[] input) {
    byte[] copy = copy();
    try {
      HMac mac = new HMac(algorithm.digest());
      mac.init(new KeyParameter(copy));
      mac.update(input, 0, input.length);
      byte[] result = new byte[MacAlgorithm.BYTES];
      mac.doFinal(result, 0);
      return result;
    } finally {
      Arrays.fill(copy, (byte) 0);
    }
  }

  private synchronized byte[] copy() {
    if (cleared) {
      throw new KeysUnavailable(
          "the key of a keyed hash is cleared: its version was retired or the room closed");
    }
    return key.clone();
  }

  /** Overwrites the key. */
  public synchronized void clear() {
    cleared = true;
    Arrays.fill(key, (byte) 0);
  }

  @Override
  public String toString() {
    return "KeyedHash[" + algorithm + ", key=***]";
  }
}
