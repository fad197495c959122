package dev.yinhu.crypto.suite;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.modes.SICBlockCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/**
 * SM4 (GB/T 32907) in counter mode, then HMAC-SM3 (GB/T 32905, RFC 2104) over what was encrypted,
 * through Bouncy Castle: 16 random bytes of initial counter ‖ ciphertext ‖ 32 bytes of tag. The tag
 * is over the length of the associated data as u32 ‖ the associated data ‖ counter ‖ ciphertext,
 * and looked at before anything is decrypted. Confidentiality and integrity each have a key of
 * their own, as assessors of commercial cryptography expect.
 *
 * <p>The counter is the whole block and drawn at random, so that with 2<sup>32</sup> values of 10
 * MB under one key two counters overlap with a probability below 2<sup>-44</sup>.
 */
public final class Sm4CtrHmacSm3 implements ValueCipher {
  /** Length of the SM4 key. */
  private static final int CIPHER_KEY_BYTES = 16;

  /** Length of the HMAC key. */
  private static final int MAC_KEY_BYTES = 32;

  /** Length of the key: first that of SM4, then that of the HMAC. */
  public static final int KEY_BYTES = CIPHER_KEY_BYTES + MAC_KEY_BYTES;

  private static final int IV_BYTES = 16;
  private static final int TAG_BYTES = 32;

  /** Initial counter and tag. */
  public static final int OVERHEAD_BYTES = IV_BYTES + TAG_BYTES;

  private final KeyParameter cipherKey;
  private final KeyParameter macKey;

  /** Over a copy of the key. */
  public Sm4CtrHmacSm3(byte[] key) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          "the keys of SM4-CTR and HMAC-SM3 have 48 bytes, not " + key.length);
    }
    this.cipherKey = new KeyParameter(key, 0, CIPHER_KEY_BYTES);
    this.macKey = new KeyParameter(key, CIPHER_KEY_BYTES, MAC_KEY_BYTES);
  }

  @Override
  public byte[] seal(byte[] plaintext, byte[] associatedData) {
    byte[] iv = Nonces.draw(IV_BYTES);
    byte[] sealed = Arrays.copyOf(iv, plaintext.length + OVERHEAD_BYTES);
    counter(iv, plaintext, 0, plaintext.length, sealed, IV_BYTES);
    int end = sealed.length - TAG_BYTES;
    System.arraycopy(tag(sealed, end, associatedData), 0, sealed, end, TAG_BYTES);
    return sealed;
  }

  @Override
  public Optional<byte[]> open(byte[] sealed, byte[] associatedData) {
    if (sealed.length < OVERHEAD_BYTES) {
      return Optional.empty();
    }
    int end = sealed.length - TAG_BYTES;
    byte[] expected = tag(sealed, end, associatedData);
    if (!org.bouncycastle.util.Arrays.constantTimeAreEqual(TAG_BYTES, expected, 0, sealed, end)) {
      return Optional.empty();
    }
    byte[] plaintext = new byte[sealed.length - OVERHEAD_BYTES];
    byte[] iv = Arrays.copyOf(sealed, IV_BYTES);
    counter(iv, sealed, IV_BYTES, plaintext.length, plaintext, 0);
    return Optional.of(plaintext);
  }

  private void counter(byte[] iv, byte[] in, int from, int length, byte[] out, int to) {
    var cipher = SICBlockCipher.newInstance(new SM4Engine());
    cipher.init(true, new ParametersWithIV(cipherKey, iv));
    cipher.processBytes(in, from, length, out, to);
  }

  private byte[] tag(byte[] sealed, int end, byte[] associatedData) {
    HMac mac = new HMac(new SM3Digest());
    mac.init(macKey);
    mac.update(
        ByteBuffer.allocate(Integer.BYTES).putInt(associatedData.length).array(), 0, Integer.BYTES);
    mac.update(associatedData, 0, associatedData.length);
    mac.update(sealed, 0, end);
    byte[] tag = new byte[TAG_BYTES];
    mac.doFinal(tag, 0);
    return tag;
  }
}
