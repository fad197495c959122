package dev.yinhu.benchmarks;

import java.util.function.Supplier;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.fpe.FPEFF1Engine;
import org.bouncycastle.crypto.params.FPEParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/** FF1 as Bouncy Castle has it, over the eight digits of a mobile number that are permuted. */
final class BareFf1 implements BareSuite {
  private static final int KEPT = 3;
  private static final int TWEAK_BYTES = 16;

  private final BareKeys keys;
  private final byte[] tweak = new byte[TWEAK_BYTES];
  private final FPEFF1Engine engine;

  BareFf1(Supplier<BlockCipher> block, int keyBytes) {
    keys = new BareKeys(keyBytes);
    engine = new FPEFF1Engine(block.get());
  }

  @Override
  public byte[] seal(int field, byte[] plaintext) {
    return run(true, field, plaintext);
  }

  @Override
  public byte[] open(int field, byte[] sealed) {
    return run(false, field, sealed);
  }

  private byte[] run(boolean encrypt, int field, byte[] text) {
    byte[] symbols = new byte[text.length - KEPT];
    for (int i = 0; i < symbols.length; i++) {
      symbols[i] = (byte) (text[KEPT + i] - '0');
    }
    engine.init(encrypt, new FPEParameters(new KeyParameter(keys.key(field)), 10, tweak));
    engine.processBlock(symbols, 0, symbols.length, symbols, 0);
    byte[] result = text.clone();
    for (int i = 0; i < symbols.length; i++) {
      result[KEPT + i] = (byte) (symbols[i] + '0');
    }
    return result;
  }
}
