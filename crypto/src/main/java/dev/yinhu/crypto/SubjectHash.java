package dev.yinhu.crypto;

import dev.yinhu.register.SubjectId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keyed hash under which the directory finds a subject: HMAC-SHA-256 (RFC 2104, FIPS 198-1).
 */
final class SubjectHash {
  private final byte[] bytes;

  SubjectHash(byte[] bytes) {
    this.bytes = bytes;
  }

  byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SubjectHash hash && Arrays.equals(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Hashes ids under one directory key. Safe for use by many threads. */
  static final class Hasher {
    private static final String ALGORITHM = "HmacSHA256";
    private final Mac keyed;

    Hasher(KeyVersion directoryKey) {
      byte[] key = directoryKey.key();
      try {
        keyed = Mac.getInstance(ALGORITHM);
        keyed.init(new SecretKeySpec(key, ALGORITHM));
      } catch (GeneralSecurityException e) {
        throw new CryptoException(ALGORITHM + " is not available in this Java runtime", e);
      } finally {
        Arrays.fill(key, (byte) 0);
      }
    }

    SubjectHash hash(SubjectId subject) {
      try {
        // A clone of the keyed state spares the key set-up and needs no lock.
        // UTF-8 loses nothing: a subject id has no unpaired surrogates.
        Mac mac = (Mac) keyed.clone();
        return new SubjectHash(mac.doFinal(subject.value().getBytes(StandardCharsets.UTF_8)));
      } catch (CloneNotSupportedException e) {
        throw new CryptoException(ALGORITHM + " of this Java runtime cannot be cloned", e);
      }
    }
  }
}
