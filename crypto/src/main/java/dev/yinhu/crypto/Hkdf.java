package dev.yinhu.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/** HKDF with SHA-256 (RFC 5869) through the JDK's own implementation. */
final class Hkdf {
  private Hkdf() {}

  /** Extract with {@code salt} and expand to {@code length} bytes (at most 8,160). */
  static byte[] derive(byte[] salt, byte[] inputKey, byte[] info, int length) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveData(
              HKDFParameterSpec.ofExtract()
                  .addSalt(salt)
                  .addIKM(inputKey)
                  .thenExpand(info, length));
    } catch (GeneralSecurityException e) {
      throw new CryptoException("HKDF-SHA256 is not available in this Java runtime", e);
    }
  }
}
