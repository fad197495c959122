package dev.yinhu.crypto;

import dev.yinhu.register.FieldRef;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Under whose key a value lies: one data subject's, or nobody's for fields that belong to no
 * subject. Keeps the field keys derived from it, one for each declared field and keyring version,
 * of a subject at most {@value #MOST_FIELD_KEYS} of each kind: each takes about half a kilobyte,
 * and the number of subjects in memory is bounded, too.
 *
 * <p>Safe for use by many threads. Holds key material; {@code toString} shows none.
 */
public final class KeyScope {
  private static final byte[] SHARED = LengthPrefixed.utf8("yinhu/shared");

  static final int MOST_FIELD_KEYS = 12;

  private record Slot(FieldRef field, long keyId, CipherSuite suite) {}

  private record FormatSlot(FieldRef field, long keyId, FormatSuite suite) {}

  private final @Nullable SubjectRef subject;
  private final KeyBytes inputKey;
  private final Map<Slot, FieldKey> fieldKeys = new ConcurrentHashMap<>();
  private final Map<FormatSlot, FormatKey> formatKeys = new ConcurrentHashMap<>(1);

  private KeyScope(@Nullable SubjectRef subject, byte[] inputKey) {
    this.subject = subject;
    this.inputKey =
        new KeyBytes(
            subject == null ? "the shared key" : "the key of subject " + subject, inputKey);
  }

  static KeyScope ofSubject(SubjectRef subject, byte[] subjectKey) {
    return new KeyScope(subject, subjectKey);
  }

  static KeyScope shared() {
    return new KeyScope(null, SHARED);
  }

  /** The subject's reference; empty for fields without a subject. */
  public Optional<SubjectRef> subject() {
    return Optional.ofNullable(subject);
  }

  FieldKey fieldKey(FieldRef field, KeyVersion version, CipherSuite suite) {
    Slot slot = new Slot(field, version.keyId(), suite);
    FieldKey known = fieldKeys.get(slot);
    if (known != null) {
      return known;
    }
    makeRoom(fieldKeys);
    return fieldKeys.computeIfAbsent(slot, s -> derive(field, version, suite));
  }

  private FieldKey derive(FieldRef field, KeyVersion version, CipherSuite suite) {
    byte[] name = LengthPrefixed.utf8(field.text());
    byte[] header = Envelope.header(suite, version.keyId(), subject);
    return derived(
        version,
        (salt, input) -> suite.fieldKey(salt, input, name),
        key -> new FieldKey(header, field, suite.cipher(key)));
  }

  /** Lets go of the field keys; they are derived anew when they are wanted. */
  void forgetFieldKeys() {
    fieldKeys.clear();
    formatKeys.clear();
  }

  FormatKey formatKey(FieldRef field, KeyVersion version, FormatSuite suite) {
    FormatSlot slot = new FormatSlot(field, version.keyId(), suite);
    FormatKey known = formatKeys.get(slot);
    if (known != null) {
      return known;
    }
    makeRoom(formatKeys);
    return formatKeys.computeIfAbsent(slot, s -> derive(field, version, suite));
  }

  /** A subject with more fields than that has their keys derived again now and then. */
  private void makeRoom(Map<?, ?> keys) {
    if (subject != null && keys.size() >= MOST_FIELD_KEYS) {
      keys.clear();
    }
  }

  /** How many derived keys are held. */
  int held() {
    return fieldKeys.size() + formatKeys.size();
  }

  private FormatKey derive(FieldRef field, KeyVersion version, FormatSuite suite) {
    byte[] name = LengthPrefixed.utf8(field.text());
    return derived(
        version,
        (salt, input) -> suite.fieldKey(salt, input, name),
        key -> new FormatKey(suite, field, suite.cipher(key)));
  }

  /** Drops the field keys that were derived with a version that was destroyed. */
  void forget(long keyId) {
    fieldKeys.keySet().removeIf(slot -> slot.keyId() == keyId);
    formatKeys.keySet().removeIf(slot -> slot.keyId() == keyId);
  }

  /**
   * A key of this scope and a keyring version, for what {@code info} names; not kept here. The
   * caller overwrites it after use.
   */
  byte[] derive(KeyVersion version, byte[] info, int length) {
    return derived(version, (salt, input) -> Hkdf.derive(salt, input, info, length), byte[]::clone);
  }

  /** A key from that of the version and that of this scope, overwritten when it was used. */
  private <T> T derived(
      KeyVersion version, BinaryOperator<byte[]> derivation, Function<byte[], T> use) {
    byte[] salt = version.key();
    byte[] input = new byte[0];
    byte[] key = new byte[0];
    try {
      input = inputKey.copy();
      key = derivation.apply(salt, input);
      return use.apply(key);
    } finally {
      Arrays.fill(salt, (byte) 0);
      Arrays.fill(input, (byte) 0);
      Arrays.fill(key, (byte) 0);
    }
  }

  /**
   * Overwrites the input key when the room closes: whoever still holds this scope derives nothing
   * from it any more, and gets an exception rather than a wrong key. Field keys that were derived
   * before go with the scope; their library does not let them be overwritten.
   */
  void clear() {
    inputKey.clear();
    fieldKeys.clear();
    formatKeys.clear();
  }

  @Override
  public String toString() {
    return "KeyScope[" + (subject == null ? "shared" : subject.text()) + ", key=***]";
  }
}
