package dev.yinhu.subjectrights.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Keyed hashes of what must not stand in a table: HMAC-SHA256 under a key that is not in the
 * database, over a label and the text, so that what was hashed for one use fits no other.
 * Thread-safe.
 *
 * @param key of at least 32 bytes
 */
record IdentityHash(SecretKey key) {
  private static final String ALGORITHM = "HmacSHA256";

  byte[] of(String label, String text) {
    return of(label, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Leaves the text as it is. */
  byte[] of(String label, byte[] text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update((label + "\n").getBytes(StandardCharsets.UTF_8));
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is in every Java", e);
    }
  }

  @Override
  public String toString() {
    return "IdentityHash[***]";
  }
}
