package dev.yinhu.crypto.suite;

import java.util.Arrays;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.fpe.FPEFF1Engine;
import org.bouncycastle.crypto.params.FPEParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * FF1 format-preserving encryption (NIST SP 800-38G, algorithms 7 and 8) through Bouncy Castle: a
 * permutation of all strings of one length over one alphabet, chosen by key and tweak. It has no
 * redundancy, so nothing can tell a wrong key or a changed input.
 *
 * <p>The standard defines it over AES. Over SM4, which has the same block length, no standard does.
 * Safe for use by many threads: each call makes its own engine.
 */
public final class Ff1 {
  /** The block cipher under FF1. */
  public enum Block {
    /** AES, FIPS 197; keys of 16, 24 or 32 bytes. */
    AES,
    /** SM4, GB/T 32907; keys of 16 bytes. */
    SM4;

    private BlockCipher engine() {
      return switch (this) {
        case AES -> AESEngine.newInstance();
        case SM4 -> new SM4Engine();
      };
    }
  }

  /** From this radix on Bouncy Castle takes two bytes for a symbol. */
  private static final int MOST_IN_A_BYTE = 256;

  private final Block block;
  private final KeyParameter key;

  /** Over a copy of the key. */
  public Ff1(Block block, byte[] key) {
    this.block = block;
    this.key = new KeyParameter(key);
  }

  /**
   * Permutes the symbols.
   *
   * @param radix how many symbols the alphabet has, 2 to 65,536
   * @param tweak any bytes; each chooses a permutation of its own
   * @param symbols numbers from 0 to {@code radix} - 1; with that radix at least a million strings
   *     of this length must exist (SP 800-38G revision 1, section 5.1)
   * @return as many symbols
   * @throws IllegalArgumentException when a bound is crossed
   */
  public int[] encrypt(int radix, byte[] tweak, int[] symbols) {
    return run(true, radix, tweak, symbols);
  }

  /** The symbols that were permuted; with another key, tweak or radix it gives others. */
  public int[] decrypt(int radix, byte[] tweak, int[] symbols) {
    return run(false, radix, tweak, symbols);
  }

  private int[] run(boolean encrypt, int radix, byte[] tweak, int[] symbols) {
    FPEFF1Engine engine = new FPEFF1Engine(block.engine());
    engine.init(encrypt, new FPEParameters(key, radix, tweak));
    byte[] bytes = pack(radix, symbols);
    byte[] permuted = new byte[bytes.length];
    engine.processBlock(bytes, 0, bytes.length, permuted, 0);
    int[] result = unpack(radix, permuted);
    Arrays.fill(bytes, (byte) 0);
    Arrays.fill(permuted, (byte) 0);
    return result;
  }

  private static byte[] pack(int radix, int[] symbols) {
    boolean wide = radix > MOST_IN_A_BYTE;
    byte[] bytes = new byte[wide ? 2 * symbols.length : symbols.length];
    for (int i = 0; i < symbols.length; i++) {
      if (wide) {
        bytes[2 * i] = (byte) (symbols[i] >>> Byte.SIZE);
        bytes[2 * i + 1] = (byte) symbols[i];
      } else {
        bytes[i] = (byte) symbols[i];
      }
    }
    return bytes;
  }

  private static int[] unpack(int radix, byte[] bytes) {
    boolean wide = radix > MOST_IN_A_BYTE;
    int[] symbols = new int[wide ? bytes.length / 2 : bytes.length];
    for (int i = 0; i < symbols.length; i++) {
      symbols[i] =
          wide ? ((bytes[2 * i] & 0xFF) << Byte.SIZE) | (bytes[2 * i + 1] & 0xFF) : bytes[i] & 0xFF;
    }
    return symbols;
  }
}
