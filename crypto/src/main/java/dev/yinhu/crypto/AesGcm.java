package dev.yinhu.crypto;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.util.SecretBytes;
import dev.yinhu.crypto.suite.ValueCipher;
import java.security.GeneralSecurityException;
import java.util.Optional;

/**
 * AES-256-GCM under one key, through Tink: 12 random bytes of nonce ‖ ciphertext ‖ 16 bytes of tag
 * (NIST SP 800-38D). Used for field values and to wrap keys under keys. Safe for use by many
 * threads.
 */
final class AesGcm implements ValueCipher {
  static final int KEY_BYTES = 32;
  static final int NONCE_BYTES = 12;
  static final int TAG_BYTES = 16;
  static final int OVERHEAD_BYTES = NONCE_BYTES + TAG_BYTES;

  private final Aead aead;

  AesGcm(byte[] key) {
    this.aead = aead(key);
  }

  @AccessesPartialKey
  private static Aead aead(byte[] key) {
    try {
      AesGcmParameters parameters =
          AesGcmParameters.builder()
              .setKeySizeBytes(KEY_BYTES)
              .setIvSizeBytes(NONCE_BYTES)
              .setTagSizeBytes(TAG_BYTES)
              .setVariant(AesGcmParameters.Variant.NO_PREFIX)
              .build();
      return AesGcmJce.create(
          AesGcmKey.builder()
              .setParameters(parameters)
              .setKeyBytes(SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()))
              .build());
    } catch (GeneralSecurityException e) {
      throw new CryptoException("AES-256-GCM is not available in this Java runtime", e);
    }
  }

  @Override
  public byte[] seal(byte[] plaintext, byte[] associatedData) {
    try {
      return aead.encrypt(plaintext, associatedData);
    } catch (GeneralSecurityException e) {
      throw new CryptoException("AES-256-GCM encryption failed", e);
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
