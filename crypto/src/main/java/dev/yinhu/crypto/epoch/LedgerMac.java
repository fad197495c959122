package dev.yinhu.crypto.epoch;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA-256 (RFC 2104, FIPS 198-1) under one key that is set up once: a replay hashes every
 * subject of the database. Its key cannot be overwritten in return, as that of {@link
 * dev.yinhu.crypto.mac.KeyedHash} can; it opens no value. Safe for use by many threads.
 */
final class LedgerMac {
  private static final String ALGORITHM = "HmacSHA256";
  private final Mac keyed;

  LedgerMac(byte[] key) {
    try {
      keyed = Mac.getInstance(ALGORITHM);
      keyed.init(new SecretKeySpec(key, ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new VaultException(ALGORITHM + " is not available in this Java runtime", e);
    }
  }

  LedgerHash of(byte[]... parts) {
    try {
      Mac mac = (Mac) keyed.clone(); // Spares the key set-up, and needs no lock.
      for (byte[] part : parts) {
        mac.update(part);
      }
      return new LedgerHash(mac.doFinal());
    } catch (CloneNotSupportedException e) {
      throw new VaultException(ALGORITHM + " of this Java runtime cannot be cloned", e);
    }
  }
}
