package dev.yinhu.crypto;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/**
 * Makes the key and reference of a new subject, and opens those of a stored one: wrapped under the
 * keyring {@code subject} and bound to the reference. Safe for use by many threads.
 */
final class SubjectKeys {
  private static final byte[] WRAP_LABEL = LengthPrefixed.utf8("yinhu/subject-key/v1");

  private final Keyrings keyrings;
  private final SecureRandom random;

  SubjectKeys(Keyrings keyrings, SecureRandom random) {
    this.keyrings = keyrings;
    this.random = random;
  }

  SubjectStore.Row make(SubjectHash hash) {
    byte[] refBytes = new byte[SubjectRef.BYTES];
    random.nextBytes(refBytes);
    SubjectRef ref = new SubjectRef(refBytes);
    byte[] key = new byte[AesGcm.KEY_BYTES];
    random.nextBytes(key);
    KeyVersion wrapping = keyrings.active(KeyringName.SUBJECT);
    wrapping.use().countSealed();
    try {
      WrappedKey wrapped = new WrappedKey(wrapping.wrap().seal(key, associatedData(ref)));
      return new SubjectStore.Row(hash, ref, wrapping.keyId(), wrapped);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  KeyScope open(SubjectStore.Row row) {
    KeyVersion wrapping = wrappingKey(row.wrapKeyId());
    wrapping.use().countOpened();
    byte[] key =
        wrapping
            .wrap()
            .open(row.wrappedKey().bytes(), associatedData(row.ref()))
            .orElseThrow(() ->
                new CryptoException(
                    "stored key of subject "
                        + row.ref()
                        + " was changed: restore the table crypto.subject from a backup"));
    try {
      return KeyScope.ofSubject(row.ref(), key);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /** Reads the keyrings anew when another node made the version a moment ago. */
  private KeyVersion wrappingKey(long keyId) {
    Optional<KeyVersion> known = keyrings.usable(keyId);
    if (known.isPresent()) {
      return known.get();
    }
    keyrings.reload();
    return keyrings
        .usable(keyId)
        .orElseThrow(() ->
            new CryptoException(
                "a subject key is wrapped under key "
                    + keyId
                    + ", which does not exist or was destroyed: restore the schema crypto from a"
                    + " backup"));
  }

  private static byte[] associatedData(SubjectRef ref) {
    return LengthPrefixed.of(WRAP_LABEL, ref.bytes());
  }
}
