package dev.yinhu.crypto;

import java.time.Instant;
import java.util.HexFormat;

/** The key of one living epoch in memory. Safe for use by many threads; shows no key. */
final class EpochKey {
  private static final int ID_BYTES = 8;

  private final int id;
  private final Instant created;
  private final KeyBytes key;
  private final String fingerprint;

  /** Copies the key: the caller overwrites its own. */
  EpochKey(int id, Instant created, byte[] key) {
    this.id = id;
    this.created = created;
    this.key = new KeyBytes("the key of epoch " + id, key);
    this.fingerprint =
        HexFormat.of()
            .formatHex(
                Hkdf.derive(new byte[0], key, LengthPrefixed.utf8("yinhu/epoch/id/v1"), ID_BYTES));
  }

  int id() {
    return id;
  }

  Instant created() {
    return created;
  }

  /** 16 hexadecimal digits that tell this key from another; they tell nothing about it. */
  String fingerprint() {
    return fingerprint;
  }

  /** A copy, which the caller overwrites after use. */
  byte[] key() {
    return key.copy();
  }

  void clear() {
    key.clear();
  }

  @Override
  public String toString() {
    return "EpochKey[" + id + ", key=***]";
  }
}
