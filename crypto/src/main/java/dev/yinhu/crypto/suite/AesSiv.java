package dev.yinhu.crypto.suite;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.DeterministicAead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.LowLevelCryptoCaller;
import com.google.crypto.tink.daead.AesSivKey;
import com.google.crypto.tink.daead.AesSivParameters;
import com.google.crypto.tink.daead.subtle.AesSivDeterministicAead;
import com.google.crypto.tink.util.SecretBytes;
import dev.yinhu.crypto.CryptoException;
import java.security.GeneralSecurityException;
import java.util.Optional;

/**
 * AES-SIV with two keys of 256 bits (RFC 5297) through Tink: 16 bytes of synthetic IV, which is the
 * tag too, ‖ ciphertext. Deterministic: the same plaintext with the same associated data gives the
 * same bytes, and shows by that that it is the same. The associated data goes into the synthetic
 * IV, so it never meets a second plaintext under one IV.
 */
public final class AesSiv implements ValueCipher {
  /** Length of the key: one half authenticates, the other encrypts. */
  public static final int KEY_BYTES = 64;

  /** The synthetic IV. */
  public static final int OVERHEAD_BYTES = 16;

  private final DeterministicAead aead;

  /** Over a copy of the key. */
  public AesSiv(byte[] key) {
    this.aead = aead(key);
  }

  @AccessesPartialKey
  @LowLevelCryptoCaller
  private static DeterministicAead aead(byte[] key) {
    try {
      AesSivParameters parameters =
          AesSivParameters.builder()
              .setKeySizeBytes(KEY_BYTES)
              .setVariant(AesSivParameters.Variant.NO_PREFIX)
              .build();
      return AesSivDeterministicAead.create(
          AesSivKey.builder()
              .setParameters(parameters)
              .setKeyBytes(SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()))
              .build());
    } catch (GeneralSecurityException e) {
      throw new CryptoException("AES-SIV is not available in this Java runtime", e);
    }
  }

  @Override
  public byte[] seal(byte[] plaintext, byte[] associatedData) {
    try {
      return aead.encryptDeterministically(plaintext, associatedData);
    } catch (GeneralSecurityException e) {
      throw new CryptoException("AES-SIV encryption failed", e);
    }
  }

  @Override
  public Optional<byte[]> open(byte[] sealed, byte[] associatedData) {
    try {
      return Optional.of(aead.decryptDeterministically(sealed, associatedData));
    } catch (GeneralSecurityException notAuthentic) {
      return Optional.empty();
    }
  }
}
