package dev.yinhu.benchmarks;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.modes.CTRModeCipher;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.modes.SICBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/** The SM4 suites out of Bouncy Castle's low-level classes as one would usually call them. */
final class BareSm4 {
  private BareSm4() {}

  /** SM4-GCM. */
  static final class Gcm implements BareSuite {
    private static final int NONCE = 12;
    private final BareKeys keys = new BareKeys(16);
    private final GCMModeCipher cipher = GCMBlockCipher.newInstance(new SM4Engine());

    @Override
    public byte[] seal(int field, byte[] plaintext) throws GeneralSecurityException {
      byte[] nonce = keys.random(NONCE);
      byte[] sealed = Arrays.copyOf(nonce, NONCE + plaintext.length + 16);
      run(true, field, nonce, plaintext, 0, sealed, NONCE);
      return sealed;
    }

    @Override
    public byte[] open(int field, byte[] sealed) throws GeneralSecurityException {
      byte[] plaintext = new byte[sealed.length - NONCE - 16];
      run(false, field, Arrays.copyOf(sealed, NONCE), sealed, NONCE, plaintext, 0);
      return plaintext;
    }

    private void run(
        boolean encrypt, int field, byte[] nonce, byte[] in, int from, byte[] out, int to)
        throws GeneralSecurityException {
      KeyParameter key = new KeyParameter(keys.key(field));
      cipher.init(encrypt, new AEADParameters(key, 128, nonce, keys.associated(field)));
      int written = cipher.processBytes(in, from, in.length - from, out, to);
      try {
        cipher.doFinal(out, to + written);
      } catch (CryptoException e) {
        throw new GeneralSecurityException(e);
      }
    }
  }

  /** SM4 in counter mode, then HMAC-SM3. */
  static final class CtrHmac implements BareSuite {
    private static final int IV = 16;
    private static final int TAG = 32;
    private final BareKeys keys = new BareKeys(48);
    private final CTRModeCipher cipher = SICBlockCipher.newInstance(new SM4Engine());
    private final HMac mac = new HMac(new SM3Digest());

    @Override
    public byte[] seal(int field, byte[] plaintext) {
      byte[] iv = keys.random(IV);
      byte[] sealed = Arrays.copyOf(iv, IV + plaintext.length + TAG);
      counter(field, iv, plaintext, 0, plaintext.length, sealed, IV);
      tag(field, sealed, IV + plaintext.length, sealed, IV + plaintext.length);
      return sealed;
    }

    @Override
    public byte[] open(int field, byte[] sealed) throws GeneralSecurityException {
      byte[] plaintext = new byte[sealed.length - IV - TAG];
      byte[] tag = new byte[TAG];
      tag(field, sealed, sealed.length - TAG, tag, 0);
      if (!org.bouncycastle.util.Arrays.constantTimeAreEqual(
          TAG, tag, 0, sealed, sealed.length - TAG)) {
        throw new GeneralSecurityException("tag");
      }
      counter(field, Arrays.copyOf(sealed, IV), sealed, IV, plaintext.length, plaintext, 0);
      return plaintext;
    }

    private void counter(
        int field, byte[] iv, byte[] in, int from, int length, byte[] out, int to) {
      cipher.init(true, new ParametersWithIV(new KeyParameter(keys.key(field), 0, 16), iv));
      cipher.processBytes(in, from, length, out, to);
    }

    private void tag(int field, byte[] sealed, int length, byte[] out, int to) {
      byte[] associated = keys.associated(field);
      mac.init(new KeyParameter(keys.key(field), 16, 32));
      mac.update(associated, 0, associated.length);
      mac.update(sealed, 0, length);
      mac.doFinal(out, to);
    }
  }
}
