package dev.yinhu.crypto;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * The key that wraps every other key: 32 random bytes that never enter the database. Two keys are
 * derived from it, one to wrap and one to give it a fingerprint (HKDF-SHA256, RFC 5869), so the
 * bytes themselves are used for nothing else.
 *
 * <p>Safe for use by many threads. {@link #close} overwrites the bytes held here.
 */
public final class RootKey implements AutoCloseable {
  static final int BYTES = 32;
  private static final int ID_BYTES = 8;

  private final byte[] secret;
  private final byte[] id;
  private final AesGcm wrap;

  RootKey(byte[] secret) {
    if (secret.length != BYTES) {
      throw new RootKeyException(
          "a root key has " + BYTES + " bytes, this one has " + secret.length);
    }
    this.secret = secret.clone();
    byte[] wrapKey = derive("yinhu/root/wrap/v1", AesGcm.KEY_BYTES);
    this.wrap = new AesGcm(wrapKey);
    Arrays.fill(wrapKey, (byte) 0);
    this.id = derive("yinhu/root/id/v1", ID_BYTES);
  }

  private byte[] derive(String label, int length) {
    return Hkdf.derive(new byte[0], secret, LengthPrefixed.utf8(label), length);
  }

  /** A fingerprint of 8 bytes, kept in the database to tell a wrong key from a right one. */
  byte[] id() {
    return id.clone();
  }

  /** The fingerprint for messages; it tells nothing about the key. */
  public String idText() {
    return HexFormat.of().formatHex(id);
  }

  byte[] secret() {
    return secret.clone();
  }

  byte[] wrap(byte[] key, String kind, String name, long number) {
    return wrap.seal(key, associatedData(kind, name, number));
  }

  byte[] unwrap(byte[] wrapped, String kind, String name, long number) {
    return wrap.open(wrapped, associatedData(kind, name, number))
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
    Arrays.fill(secret, (byte) 0);
  }

  @Override
  public String toString() {
    return "RootKey[id=" + idText() + ", secret=***]";
  }
}
