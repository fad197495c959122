package dev.yinhu.crypto.token;

import dev.yinhu.crypto.mac.KeyedHash;
import java.nio.ByteBuffer;
import java.security.SecureRandom;

/** Where the characters of a token come from: numbers that are equally likely up to a bound. */
public interface Draws {
  /** The next number from 0 to {@code bound - 1}; the bound is 1 to 65,536. */
  int below(int bound);

  /** Unpredictable ones. Safe for use by many threads. */
  static Draws random(SecureRandom random) {
    return random::nextInt;
  }

  /**
   * The same ones for the same key and seed: the hashes of {@code seed ‖ counter u32}, counted from
   * 0, taken one after the other as big-endian u32; one that is not below the largest multiple of
   * the bound is passed over, so that no character is likelier than another. For one thread.
   */
  static Draws derived(KeyedHash hash, byte[] seed) {
    return new Derived(hash, seed);
  }

  /** The derived ones. */
  final class Derived implements Draws {
    private static final long RANGE = 1L << Integer.SIZE;

    private final KeyedHash hash;
    private final byte[] seed;
    private int counter;
    private ByteBuffer block = ByteBuffer.allocate(0);

    private Derived(KeyedHash hash, byte[] seed) {
      this.hash = hash;
      this.seed = seed.clone();
    }

    @Override
    public int below(int bound) {
      long fair = RANGE - RANGE % bound;
      long drawn;
      do {
        drawn = next();
      } while (drawn >= fair);
      return (int) (drawn % bound);
    }

    private long next() {
      if (!block.hasRemaining()) {
        byte[] input =
            ByteBuffer.allocate(seed.length + Integer.BYTES).put(seed).putInt(counter).array();
        block = ByteBuffer.wrap(hash.hash(input));
        counter++;
      }
      return Integer.toUnsignedLong(block.getInt());
    }
  }
}
