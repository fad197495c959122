package dev.yinhu.crypto;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The key that wraps every other key: 32 random bytes that never enter the database. Two keys are
 * derived from it, one to wrap and one to give it a fingerprint (HKDF-SHA256, RFC 5869), so the
 * bytes themselves are used for nothing else.
 *
 * <p>May be locked: then its bytes are nowhere here until they are brought again, and whoever needs
 * it meanwhile gets {@link KeysUnavailable}. Safe for use by many threads. {@link #lock} and {@link
 * #close} overwrite the bytes held here and let go of the cipher, whose own copy the library does
 * not let us overwrite.
 */
public final class RootKey implements AutoCloseable {
  static final int BYTES = 32;
  private static final int ID_BYTES = 8;

  private final byte[] secret;
  private final byte[] id;
  private volatile @Nullable AesGcm wrap;

  RootKey(byte[] secret) {
    if (secret.length != BYTES) {
      throw new RootKeyException(
          "a root key has " + BYTES + " bytes, this one has " + secret.length);
    }
    this.secret = secret.clone();
    this.wrap = wrapUnder(this.secret);
    this.id = idOf(this.secret);
  }

  private static AesGcm wrapUnder(byte[] secret) {
    byte[] wrapKey = derive(secret, "yinhu/root/wrap/v1", AesGcm.KEY_BYTES);
    try {
      return new AesGcm(wrapKey);
    } finally {
      Arrays.fill(wrapKey, (byte) 0);
    }
  }

  private static byte[] idOf(byte[] secret) {
    return derive(secret, "yinhu/root/id/v1", ID_BYTES);
  }

  private static byte[] derive(byte[] secret, String label, int length) {
    return Hkdf.derive(new byte[0], secret, LengthPrefixed.utf8(label), length);
  }

  /** Forgets the key until it is brought again; does nothing when it is locked already. */
  synchronized void lock() {
    wrap = null;
    Arrays.fill(secret, (byte) 0);
  }

  boolean isLocked() {
    return wrap == null;
  }

  /**
   * Brings the key again, and changes nothing when it is not locked.
   *
   * @param again the 32 bytes, which are copied
   * @throws RootKeyException when they are another key than before
   */
  synchronized void unlock(byte[] again) {
    if (again.length != BYTES || !MessageDigest.isEqual(idOf(again), id)) {
      throw new RootKeyException(
          "what was opened is another root key than " + idText() + ": put the right one back");
    }
    if (wrap == null) {
      System.arraycopy(again, 0, secret, 0, BYTES);
      wrap = wrapUnder(secret);
    }
  }

  private AesGcm cipher() {
    AesGcm now = wrap;
    if (now == null) {
      throw new KeysUnavailable("root key " + idText() + " is locked");
    }
    return now;
  }

  /** A fingerprint of 8 bytes, kept in the database to tell a wrong key from a right one. */
  byte[] id() {
    return id.clone();
  }

  /** The fingerprint for messages; it tells nothing about the key. */
  public String idText() {
    return HexFormat.of().formatHex(id);
  }

  synchronized byte[] secret() {
    if (wrap == null) {
      throw new KeysUnavailable("root key " + idText() + " is locked");
    }
    return secret.clone();
  }

  byte[] wrap(byte[] key, String kind, String name, long number) {
    return cipher().seal(key, associatedData(kind, name, number));
  }

  byte[] unwrap(byte[] wrapped, String kind, String name, long number) {
    return cipher()
        .open(wrapped, associatedData(kind, name, number))
        .orElseThrow(() ->
            new CryptoException(
                "stored %s %s %d does not open under root key %s: the row was changed; restore"
                        .formatted(kind, name, number, idText())
                    + " the schema crypto from a backup"));
  }

  private static byte[] associatedData(String kind, String name, long number) {
    return LengthPrefixed.of(
        LengthPrefixed.utf8("yinhu/" + kind + "/v1"),
        LengthPrefixed.utf8(name),
        LengthPrefixed.utf8(Long.toString(number)));
  }

  @Override
  public void close() {
    lock();
  }

  @Override
  public String toString() {
    return "RootKey[id=" + idText() + ", secret=***]";
  }
}
