package dev.yinhu.crypto;

import dev.yinhu.crypto.mac.KeyedHash;
import dev.yinhu.crypto.mac.MacAlgorithm;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.TokenKind;
import java.util.Arrays;
import java.util.List;

/**
 * The keys of tokens: one per field under which a token is looked up, and one per field and scope
 * under which tokens are computed. The latter needs the subject's key, so that after an erasure
 * nobody can compute it again, not even who knows the value. Safe for use by many threads.
 */
final class TokenKeys {
  private static final byte[] LOOKUP_LABEL = LengthPrefixed.utf8("yinhu/token-lookup/v1");
  private static final byte[] VALUE_LABEL = LengthPrefixed.utf8("yinhu/token-value/v1");

  private final Keyrings keyrings;
  private final DerivedHashes<FieldRef> lookup;

  TokenKeys(Keyrings keyrings) {
    this.keyrings = keyrings;
    lookup = new DerivedHashes<>(keyrings, KeyringName.TOKEN, new Lookup());
  }

  private static final class Lookup implements DerivedHashes.Derivation<FieldRef> {
    @Override
    public MacAlgorithm algorithm(FieldRef field) {
      return MacAlgorithm.HMAC_SHA256;
    }

    @Override
    public byte[] info(FieldRef field) {
      return LengthPrefixed.of(LOOKUP_LABEL, LengthPrefixed.utf8(field.text()));
    }
  }

  /** The usable versions of the keyring, the active one first. */
  List<KeyVersion> versions() {
    return lookup.versions();
  }

  /** The versions that are kept but open nothing for now. */
  List<KeyVersion> retired() {
    return keyrings.retired(KeyringName.TOKEN);
  }

  /**
   * Hashes the tokens of a field under a version that is not usable; the caller clears it.
   *
   * @throws CryptoException when the version was destroyed in this moment
   */
  KeyedHash lookupOnce(KeyVersion version, FieldRef field) {
    return lookup.once(version, field);
  }

  /** Whether this was the key of a version that is destroyed. */
  boolean isDestroyed(long keyId) {
    return keyrings.find(keyId) instanceof Keyrings.Found.Destroyed;
  }

  /**
   * Reads the versions anew, as another node may have made one a moment ago.
   *
   * @return whether there is one that was not usable before
   */
  boolean reload() {
    List<KeyVersion> before = versions();
    return keyrings.reloadForUnknown() && !before.containsAll(versions());
  }

  /** Hashes the tokens of a field under a version. */
  KeyedHash lookup(KeyVersion version, FieldRef field) {
    return lookup.of(version, field);
  }

  /** Computes the tokens of a kind of a field's values in one scope; the caller clears it. */
  KeyedHash values(KeyVersion version, FieldRef field, TokenKind kind, KeyScope scope) {
    byte[] info =
        LengthPrefixed.of(
            VALUE_LABEL, LengthPrefixed.utf8(kind.wire()), LengthPrefixed.utf8(field.text()));
    byte[] key = scope.derive(version, info, MacAlgorithm.BYTES);
    try {
      return new KeyedHash(MacAlgorithm.HMAC_SHA256, key);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  void close() {
    lookup.close();
  }
}
