package dev.yinhu.crypto;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The ciphers that wrap subject keys, each derived once from a version of the keyring {@code
 * subject}, which lies in the database, and the key of an epoch, which does not: HKDF-SHA256 (RFC
 * 5869) with the epoch's key as salt. Without either of them there is no cipher. Safe for use by
 * many threads.
 */
final class SubjectWraps {
  private static final byte[] LABEL = LengthPrefixed.utf8("yinhu/subject-wrap/v1");

  private record Pair(long keyId, int epoch) {}

  private final Map<Pair, AesGcm> ciphers = new ConcurrentHashMap<>();

  AesGcm of(KeyVersion version, EpochKey epoch) {
    Pair pair = new Pair(version.keyId(), epoch.id());
    AesGcm known = ciphers.get(pair);
    return known != null ? known : ciphers.computeIfAbsent(pair, _ -> derive(version, epoch));
  }

  private static AesGcm derive(KeyVersion version, EpochKey epoch) {
    byte[] info = LengthPrefixed.of(LABEL, LengthPrefixed.utf8(Integer.toString(epoch.id())));
    byte[] salt = epoch.key();
    byte[] input = new byte[0];
    byte[] key = new byte[0];
    try {
      input = version.key();
      key = Hkdf.derive(salt, input, info, AesGcm.KEY_BYTES);
      return new AesGcm(key);
    } finally {
      Arrays.fill(salt, (byte) 0);
      Arrays.fill(input, (byte) 0);
      Arrays.fill(key, (byte) 0);
    }
  }

  /** Drops what was derived: an epoch or a version is gone. Derived anew where still needed. */
  void clear() {
    ciphers.clear();
  }
}
