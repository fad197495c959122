package dev.yinhu.benchmarks;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The AES suites out of the calls of JCA that they cannot do without. */
final class BareAes {
  private static final int BLOCK = 16;
  private static final int TAG_BITS = 128;

  private BareAes() {}

  /** AES-256-GCM with a nonce of 12 bytes. */
  static final class Gcm implements BareSuite {
    private static final int NONCE = 12;
    private final BareKeys keys = new BareKeys(32);
    private final Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");

    Gcm() throws GeneralSecurityException {}

    @Override
    public byte[] seal(int field, byte[] plaintext) throws GeneralSecurityException {
      byte[] nonce = keys.random(NONCE);
      byte[] sealed = Arrays.copyOf(nonce, NONCE + plaintext.length + BLOCK);
      init(Cipher.ENCRYPT_MODE, field, nonce);
      cipher.doFinal(plaintext, 0, plaintext.length, sealed, NONCE);
      return sealed;
    }

    @Override
    public byte[] open(int field, byte[] sealed) throws GeneralSecurityException {
      init(Cipher.DECRYPT_MODE, field, Arrays.copyOf(sealed, NONCE));
      return cipher.doFinal(sealed, NONCE, sealed.length - NONCE);
    }

    private void init(int mode, int field, byte[] nonce) throws GeneralSecurityException {
      SecretKeySpec key = new SecretKeySpec(keys.key(field), "AES");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(keys.associated(field));
    }
  }

  /** XAES-256-GCM: two blocks of AES derive the key, AES-256-GCM does the rest. */
  static final class Xaes implements BareSuite {
    private static final int NONCE = 24;
    private final BareKeys keys = new BareKeys(32);
    private final Cipher derive = Cipher.getInstance("AES/ECB/NoPadding");
    private final Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");

    Xaes() throws GeneralSecurityException {}

    @Override
    public byte[] seal(int field, byte[] plaintext) throws GeneralSecurityException {
      byte[] nonce = keys.random(NONCE);
      byte[] sealed = Arrays.copyOf(nonce, NONCE + plaintext.length + BLOCK);
      init(Cipher.ENCRYPT_MODE, field, nonce);
      cipher.doFinal(plaintext, 0, plaintext.length, sealed, NONCE);
      return sealed;
    }

    @Override
    public byte[] open(int field, byte[] sealed) throws GeneralSecurityException {
      init(Cipher.DECRYPT_MODE, field, sealed);
      return cipher.doFinal(sealed, NONCE, sealed.length - NONCE);
    }

    private void init(int mode, int field, byte[] nonce) throws GeneralSecurityException {
      derive.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(keys.key(field), "AES"));
      byte[] blocks = new byte[2 * BLOCK];
      System.arraycopy(nonce, 0, blocks, 4, 12);
      System.arraycopy(nonce, 0, blocks, BLOCK + 4, 12);
      SecretKeySpec key = new SecretKeySpec(derive.doFinal(blocks), "AES");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, 12, 12));
      cipher.updateAAD(keys.associated(field));
    }
  }

  /** AES-SIV: a CBC-MAC over the associated data, one over the plaintext, and CTR. */
  static final class Siv implements BareSuite {
    private final BareKeys keys = new BareKeys(64);
    private final Cipher mac = Cipher.getInstance("AES/CBC/NoPadding");
    private final Cipher counter = Cipher.getInstance("AES/CTR/NoPadding");

    Siv() throws GeneralSecurityException {}

    @Override
    public byte[] seal(int field, byte[] plaintext) throws GeneralSecurityException {
      byte[] iv = synthetic(field, plaintext);
      byte[] sealed = Arrays.copyOf(iv, BLOCK + plaintext.length);
      counter(field, iv).doFinal(plaintext, 0, plaintext.length, sealed, BLOCK);
      return sealed;
    }

    @Override
    public byte[] open(int field, byte[] sealed) throws GeneralSecurityException {
      byte[] iv = Arrays.copyOf(sealed, BLOCK);
      byte[] plaintext = counter(field, iv).doFinal(sealed, BLOCK, sealed.length - BLOCK);
      if (!MessageDigest.isEqual(iv, synthetic(field, plaintext))) {
        throw new GeneralSecurityException("tag");
      }
      return plaintext;
    }

    private Cipher counter(int field, byte[] iv) throws GeneralSecurityException {
      SecretKeySpec key = new SecretKeySpec(keys.key(field), 32, 32, "AES");
      counter.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(iv));
      return counter;
    }

    private byte[] synthetic(int field, byte[] plaintext) throws GeneralSecurityException {
      SecretKeySpec key = new SecretKeySpec(keys.key(field), 0, 32, "AES");
      byte[] first = cbcMac(key, keys.associated(field));
      byte[] padded = Arrays.copyOf(plaintext, Math.max(BLOCK, plaintext.length));
      for (int i = 0; i < BLOCK; i++) {
        padded[padded.length - BLOCK + i] ^= first[i];
      }
      return cbcMac(key, padded);
    }

    private byte[] cbcMac(SecretKeySpec key, byte[] text) throws GeneralSecurityException {
      mac.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(new byte[BLOCK]));
      byte[] chain = mac.doFinal(Arrays.copyOf(text, (text.length + BLOCK - 1) / BLOCK * BLOCK));
      return Arrays.copyOfRange(chain, chain.length - BLOCK, chain.length);
    }
  }
}
