package dev.yinhu.crypto;

import dev.yinhu.crypto.mac.KeyedHash;
import dev.yinhu.crypto.mac.MacAlgorithm;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The keyed hashes derived from the versions of one keyring, each derived once: HKDF would cost
 * several times the hash itself. What was derived from a version that is no longer usable is
 * overwritten at the next look. Safe for use by many threads.
 *
 * @param <P> what a hash is for; as many as the register has of them, so nothing bounds the map
 */
final class DerivedHashes<P> {
  private record Slot<P>(long keyId, P purpose) {}

  /** What the derivation of a key is bound to. */
  interface Derivation<P> {
    MacAlgorithm algorithm(P purpose);

    byte[] info(P purpose);
  }

  private final Keyrings keyrings;
  private final KeyringName keyring;
  private final Derivation<P> derivation;
  private final Map<Slot<P>, KeyedHash> derived = new ConcurrentHashMap<>();
  private volatile List<KeyVersion> seen = List.of();

  DerivedHashes(Keyrings keyrings, KeyringName keyring, Derivation<P> derivation) {
    this.keyrings = keyrings;
    this.keyring = keyring;
    this.derivation = derivation;
  }

  /** The usable versions, the active one first, then the newer before the older. */
  List<KeyVersion> versions() {
    List<KeyVersion> usable = keyrings.usable(keyring);
    if (!usable.equals(seen)) {
      seen = usable;
      forgetAllBut(usable);
    }
    return usable;
  }

  private void forgetAllBut(List<KeyVersion> usable) {
    var ids = usable.stream().map(KeyVersion::keyId).collect(Collectors.toSet());
    derived.forEach((slot, hash) -> {
      if (!ids.contains(slot.keyId()) && derived.remove(slot, hash)) {
        hash.clear();
      }
    });
  }

  KeyedHash of(KeyVersion version, P purpose) {
    return derived.computeIfAbsent(
        new Slot<>(version.keyId(), purpose), slot -> derive(version, purpose));
  }

  /** Derives it and keeps nothing: for versions that are not usable. The caller clears it. */
  KeyedHash once(KeyVersion version, P purpose) {
    return derive(version, purpose);
  }

  private KeyedHash derive(KeyVersion version, P purpose) {
    byte[] input = version.key();
    byte[] key = new byte[0];
    try {
      MacAlgorithm algorithm = derivation.algorithm(purpose);
      key = algorithm.derive(input, derivation.info(purpose));
      return new KeyedHash(algorithm, key);
    } finally {
      Arrays.fill(input, (byte) 0);
      Arrays.fill(key, (byte) 0);
    }
  }

  /** Overwrites what was derived, when the room closes. */
  void close() {
    derived.values().forEach(KeyedHash::clear);
    derived.clear();
  }
}
