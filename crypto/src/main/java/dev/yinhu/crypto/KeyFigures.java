package dev.yinhu.crypto;

import java.util.List;

/**
 * What is worth watching of the keys, in numbers; no key bytes and nothing about persons.
 *
 * @param keyrings in the order of {@link KeyringName}
 * @param sealsBound how many seals a version of a keyring that rotates by itself may have
 * @param subjectsWaiting how many subject keys lie under an older epoch or version
 * @param tokensWaiting how many stored tokens lie under an older version of the keyring {@code
 *     field}
 */
public record KeyFigures(
    List<KeyStatus.Keyring> keyrings, long sealsBound, long subjectsWaiting, long tokensWaiting) {
  /** Copies the list. */
  public KeyFigures {
    keyrings = List.copyOf(keyrings);
  }
}
