package dev.yinhu.crypto;

import dev.yinhu.crypto.suite.XaesGcm;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * Seals short secrets of another room, such as the id of the person whom a case is about, for a row
 * of that room's own table. The key is the box's own, wrapped under the root key and read for each
 * use: while the root key is away nothing is sealed or opened ({@link KeysUnavailable}).
 *
 * <p>XAES-256-GCM (C2SP, xaes-256-gcm), so one key carries 2<sup>80</sup> messages. The label is
 * associated data: a secret that was moved to another row does not open. Safe for use by many
 * threads and nodes. Blocks for one look into the database.
 */
public final class SecretBox {
  private final SealedSecrets secrets;
  private final String name;
  private final SecureRandom random;

  SecretBox(SealedSecrets secrets, String name, SecureRandom random) {
    this.secrets = secrets;
    this.name = name;
    this.random = random;
  }

  /**
   * Seals the secret, which is left as it is.
   *
   * @param label what it belongs to, such as the id of the row
   * @return 40 bytes more than the secret
   */
  public byte[] seal(byte[] secret, String label) {
    return with(cipher -> cipher.seal(secret, associatedData(label)));
  }

  /**
   * What was sealed under this label; empty when it was changed, or belongs to another label or
   * box. The array belongs to the caller, who overwrites it after use.
   */
  public Optional<byte[]> open(byte[] sealed, String label) {
    return with(cipher -> cipher.open(sealed, associatedData(label)));
  }

  private <T> T with(Function<XaesGcm, T> use) {
    byte[] key = secrets.getOrCreate("box/" + name, this::newKey);
    try {
      return use.apply(new XaesGcm(key));
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private byte[] newKey() {
    byte[] key = new byte[XaesGcm.KEY_BYTES];
    random.nextBytes(key);
    return key;
  }

  private byte[] associatedData(String label) {
    return LengthPrefixed.of(
        LengthPrefixed.utf8("yinhu/box/v1"), LengthPrefixed.utf8(name), LengthPrefixed.utf8(label));
  }
}
