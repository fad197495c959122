package dev.yinhu.crypto.suite;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.LowLevelCryptoCaller;
import com.google.crypto.tink.aead.XAesGcmKey;
import com.google.crypto.tink.aead.XAesGcmParameters;
import com.google.crypto.tink.aead.subtle.XAesGcmAead;
import com.google.crypto.tink.util.SecretBytes;
import dev.yinhu.crypto.CryptoException;
import java.security.GeneralSecurityException;
import java.util.Optional;

/**
 * XAES-256-GCM (C2SP, xaes-256-gcm) through Tink: 24 random bytes of nonce ‖ ciphertext ‖ 16 bytes
 * of tag. The first half of the nonce derives a key of its own by AES-CMAC, the second half is the
 * nonce of AES-256-GCM under it, so one key carries 2<sup>80</sup> messages and not 2<sup>32</sup>.
 */
public final class XaesGcm implements ValueCipher {
  /** Length of the key. */
  public static final int KEY_BYTES = 32;

  /** Nonce and tag. */
  public static final int OVERHEAD_BYTES = 24 + 16;

  /** Tink counts the half of the nonce that derives the key as salt; C2SP has 12 bytes of it. */
  private static final int SALT_BYTES = 12;

  private final Aead aead;

  /** Over a copy of the key. */
  public XaesGcm(byte[] key) {
    this.aead = aead(key);
  }

  @AccessesPartialKey
  @LowLevelCryptoCaller
  private static Aead aead(byte[] key) {
    try {
      return XAesGcmAead.create(
          XAesGcmKey.create(
              XAesGcmParameters.create(XAesGcmParameters.Variant.NO_PREFIX, SALT_BYTES),
              SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()),
              null));
    } catch (GeneralSecurityException e) {
      throw new CryptoException("XAES-256-GCM is not available in this Java runtime", e);
    }
  }

  @Override
  public byte[] seal(byte[] plaintext, byte[] associatedData) {
    try {
      return aead.encrypt(plaintext, associatedData);
    } catch (GeneralSecurityException e) {
      throw new CryptoException("XAES-256-GCM encryption failed", e);
    }
  }

  @Override
  public Optional<byte[]> open(byte[] sealed, byte[] associatedData) {
    try {
      return Optional.of(aead.decrypt(sealed, associatedData));
    } catch (GeneralSecurityException notAuthentic) {
      return Optional.empty();
    }
  }
}
