package dev.yinhu.crypto;

import dev.yinhu.crypto.Opened.KeyDestroyed;
import dev.yinhu.crypto.Opened.KeyRetired;
import dev.yinhu.crypto.Opened.NotAuthentic;
import dev.yinhu.crypto.Opened.Plaintext;
import dev.yinhu.crypto.Opened.Reason;
import dev.yinhu.crypto.Opened.UnsupportedFormat;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Suite;
import java.util.Arrays;
import java.util.Optional;

/**
 * Seals one value of one field and opens it again. Field, subject and the caller's context are
 * bound to the ciphertext (AEAD associated data): moved to another field, subject or context it
 * does not open.
 *
 * <p>Safe for use by many threads; never blocks. The nonce is always drawn here, never taken from a
 * caller.
 */
public final class FieldCipher {
  private final Keyrings keyrings;
  private final KeyScope shared = KeyScope.shared();

  FieldCipher(Keyrings keyrings) {
    this.keyrings = keyrings;
  }

  /** Drops what was derived from a version that was destroyed. */
  void forget(long keyId) {
    shared.forget(keyId);
  }

  /** The scope of fields that belong to no subject. */
  public KeyScope shared() {
    return shared;
  }

  /**
   * Seals under the active version of the field keyring.
   *
   * @param suite one of {@link Crypto#availableSuites}
   * @param context what the caller binds beside field and subject, such as a record id; may be
   *     empty, and must be given again to open
   * @throws IllegalArgumentException when the context has an unpaired surrogate
   */
  public Envelope seal(
      Suite suite, FieldRef field, KeyScope scope, String context, byte[] plaintext) {
    KeyVersion version = keyrings.active(KeyringName.FIELD);
    CipherSuite cipherSuite =
        CipherSuite.of(suite)
            .orElseThrow(() -> new CryptoException("suite " + suite + " is not available yet"));
    version.use().countSealed();
    return scope.fieldKey(field, version, cipherSuite).seal(plaintext, context);
  }

  /**
   * Opens, or says why not. Every format version ever written opens.
   *
   * @throws IllegalArgumentException when the context has an unpaired surrogate
   */
  public Opened open(FieldRef field, KeyScope scope, String context, Envelope envelope) {
    if (!envelope.hasKnownVersion()) {
      return new UnsupportedFormat();
    }
    Optional<CipherSuite> suite = envelope.suite();
    if (suite.isEmpty()) {
      return new UnsupportedFormat();
    }
    if (!envelope.isWhole(suite.get())) {
      return new NotAuthentic(Reason.MALFORMED);
    }
    if (!envelope.subject().equals(scope.subject())) {
      return new NotAuthentic(Reason.OTHER_SUBJECT);
    }
    return switch (keyrings.find(envelope.keyId())) {
      case Keyrings.Found.Unknown() -> new NotAuthentic(Reason.UNKNOWN_KEY);
      case Keyrings.Found.Destroyed() -> new KeyDestroyed();
      case Keyrings.Found.Retired(KeyVersion version) ->
          version.keyring() == KeyringName.FIELD
              ? new KeyRetired()
              : new NotAuthentic(Reason.UNKNOWN_KEY);
      case Keyrings.Found.Usable(KeyVersion version) ->
          openWith(version, suite.get(), field, scope, context, envelope);
    };
  }

  /**
   * Whether opening need not wait for a key: false only when the envelope is well-formed and names
   * a key that is not known here, perhaps because another node made it a moment ago. Then {@link
   * Keyrings#reloadForUnknown} may find it; if it does not, opening says {@link
   * Reason#UNKNOWN_KEY}. Never blocks.
   */
  public boolean knowsKeyOf(Envelope envelope) {
    return !envelope.hasKnownVersion()
        || envelope.suite().filter(envelope::isWhole).isEmpty()
        || !(keyrings.find(envelope.keyId()) instanceof Keyrings.Found.Unknown);
  }

  /** Lets go of the field keys that belong to no subject. */
  void forget() {
    shared.forgetFieldKeys();
  }

  /**
   * Whether sealing now would use the same key version and suite: nothing would be won by sealing
   * the value anew. Never blocks.
   */
  public boolean isCurrent(Suite suite, Envelope envelope) {
    return envelope.keyId() == keyrings.active(KeyringName.FIELD).keyId()
        && envelope.suite().equals(CipherSuite.of(suite));
  }

  /**
   * The same value of the same field, subject and context in the same suite under the active
   * version; empty when the envelope does not open. For what is stored here, never for a caller.
   */
  Optional<Envelope> reseal(FieldRef field, KeyScope scope, String context, Envelope envelope) {
    if (!(open(field, scope, context, envelope) instanceof Plaintext plaintext)) {
      return Optional.empty();
    }
    try {
      Suite suite = envelope.suite().orElseThrow().declared();
      return Optional.of(seal(suite, field, scope, context, plaintext.value()));
    } finally {
      Arrays.fill(plaintext.value(), (byte) 0);
    }
  }

  private static Opened openWith(
      KeyVersion version,
      CipherSuite suite,
      FieldRef field,
      KeyScope scope,
      String context,
      Envelope envelope) {
    if (version.keyring() != KeyringName.FIELD) {
      return new NotAuthentic(Reason.UNKNOWN_KEY);
    }
    version.use().countOpened();
    Optional<byte[]> plaintext = scope.fieldKey(field, version, suite).open(envelope, context);
    return plaintext.isPresent() ? new Plaintext(plaintext.get()) : new NotAuthentic(Reason.TAG);
  }
}
