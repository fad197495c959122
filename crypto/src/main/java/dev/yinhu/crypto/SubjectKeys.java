package dev.yinhu.crypto;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Makes the key and reference of a new subject, and opens those of a stored one: wrapped under the
 * keyring {@code subject} and the epoch together, and bound to the reference. Safe for use by many
 * threads.
 */
final class SubjectKeys {
  private static final byte[] LABEL = LengthPrefixed.utf8("yinhu/subject-key/v2");
  private static final byte[] LABEL_WITHOUT_EPOCH = LengthPrefixed.utf8("yinhu/subject-key/v1");

  private final Keyrings keyrings;
  private final EpochKeys epochs;
  private final SubjectWraps wraps;
  private final SecureRandom random;

  SubjectKeys(Keyrings keyrings, EpochKeys epochs, SubjectWraps wraps, SecureRandom random) {
    this.keyrings = keyrings;
    this.epochs = epochs;
    this.wraps = wraps;
    this.random = random;
  }

  /**
   * A new subject's row, not stored yet, and its scope, which is good once the row is.
   *
   * @param scope cleared by the caller if the row is not stored
   */
  record Made(SubjectStore.Row row, KeyScope scope) {}

  Made make(SubjectHash hash) {
    byte[] drawn = new byte[SubjectRef.BYTES + AesGcm.KEY_BYTES];
    random.nextBytes(drawn);
    SubjectRef ref = new SubjectRef(Arrays.copyOf(drawn, SubjectRef.BYTES));
    byte[] key = Arrays.copyOfRange(drawn, SubjectRef.BYTES, drawn.length);
    try {
      return new Made(
          wrapped(hash, ref, key, keyrings.active(KeyringName.SUBJECT), epochs.current()),
          KeyScope.ofSubject(ref, key));
    } finally {
      Arrays.fill(drawn, (byte) 0);
      Arrays.fill(key, (byte) 0);
    }
  }

  /** Reads keyrings and epochs anew: another node may have ended what is current here. Blocks. */
  void reload() {
    keyrings.reload();
    epochs.reload();
  }

  /** Drops the wrapping ciphers; they are derived anew where their keys still exist. */
  void forgetWraps() {
    wraps.clear();
  }

  private SubjectStore.Row wrapped(
      SubjectHash hash, SubjectRef ref, byte[] key, KeyVersion version, EpochKey epoch) {
    version.use().countSealed();
    byte[] sealed = wraps.of(version, epoch).seal(key, associatedData(LABEL, ref));
    return new SubjectStore.Row(
        hash, ref, version.keyId(), new WrappedKey(sealed), Optional.of(epoch.id()));
  }

  /**
   * The scope of a stored subject; empty when its epoch is gone: then the row was read before its
   * key was wrapped anew, and is to be read again.
   */
  Optional<KeyScope> open(SubjectStore.Row row) {
    return key(row)
        .map(key -> {
          try {
            return KeyScope.ofSubject(row.ref(), key);
          } finally {
            Arrays.fill(key, (byte) 0);
          }
        });
  }

  private Optional<byte[]> key(SubjectStore.Row row) {
    KeyVersion version = wrappingKey(row.wrapKeyId());
    version.use().countOpened();
    if (row.epoch().isEmpty()) {
      return Optional.of(
          opened(row, version.wrap(), associatedData(LABEL_WITHOUT_EPOCH, row.ref())));
    }
    return epoch(row.epoch().get())
        .map(epoch -> opened(row, wraps.of(version, epoch), associatedData(LABEL, row.ref())));
  }

  private static byte[] opened(SubjectStore.Row row, AesGcm cipher, byte[] associatedData) {
    return cipher
        .open(row.wrappedKey().bytes(), associatedData)
        .orElseThrow(() ->
            new CryptoException(
                "stored key of subject "
                    + row.ref()
                    + " was changed: restore the table crypto.subject from a backup"));
  }

  /** Reads the epochs anew when another node made this one a moment ago. */
  private Optional<EpochKey> epoch(int id) {
    Optional<EpochKey> known = epochs.living(id);
    if (known.isPresent()) {
      return known;
    }
    epochs.reload();
    return epochs.living(id);
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

  /** The rows wrapped anew under this version and epoch; those that do not open are left out. */
  List<SubjectStore.Row> rewrap(List<SubjectStore.Row> rows, KeyVersion version, EpochKey epoch) {
    List<SubjectStore.Row> done = new ArrayList<>(rows.size());
    for (SubjectStore.Row row : rows) {
      keyOrNothing(row)
          .ifPresent(key -> {
            try {
              done.add(wrapped(row.hash(), row.ref(), key, version, epoch));
            } finally {
              Arrays.fill(key, (byte) 0);
            }
          });
    }
    return done;
  }

  private Optional<byte[]> keyOrNothing(SubjectStore.Row row) {
    try {
      return key(row);
    } catch (CryptoException changedOrDestroyed) {
      return Optional.empty();
    }
  }

  private static byte[] associatedData(byte[] label, SubjectRef ref) {
    return LengthPrefixed.of(label, ref.bytes());
  }
}
