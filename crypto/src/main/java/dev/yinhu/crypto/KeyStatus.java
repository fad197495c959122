package dev.yinhu.crypto;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How the keys stand: every version of every keyring, and sections that other parts of the key
 * hierarchy add. Holds no key bytes, wrapped or not.
 *
 * @param keyrings in the order of {@link KeyringName}
 * @param sections what other parts tell of themselves
 */
public record KeyStatus(List<Keyring> keyrings, List<Section> sections) {
  /** Copies the lists. */
  public KeyStatus {
    keyrings = List.copyOf(keyrings);
    sections = List.copyOf(sections);
  }

  /**
   * One keyring.
   *
   * @param active the number of the version that seals
   * @param minDecryptVersion versions below are retired
   * @param nextRotation when the period of the active version is over; empty when it has none
   * @param versions the oldest first
   */
  public record Keyring(
      KeyringName name,
      int active,
      int minDecryptVersion,
      Optional<Instant> nextRotation,
      List<Version> versions) {
    /** Copies the list. */
    public Keyring {
      versions = List.copyOf(versions);
    }

    /** The version that seals. */
    public Version activeVersion() {
      return versions.stream()
          .filter(version -> version.number() == active)
          .findFirst()
          .orElseThrow();
    }
  }

  /**
   * One version of a keyring.
   *
   * @param keyId the id that envelopes name, unsigned 32 bits
   * @param changedAt when it came into its state
   * @param sealed messages sealed under it, over all nodes, a few seconds late
   * @param reserved how many more running nodes may have sealed since they last told, and killed
   *     ones before they died
   * @param opened messages opened under it
   * @param activeFor how long a running service watched it being active
   * @param retired whether it opens nothing for now
   */
  public record Version(
      int number,
      long keyId,
      KeyState state,
      boolean retired,
      Instant createdAt,
      Instant changedAt,
      long sealed,
      long reserved,
      long opened,
      Optional<Instant> lastUsedAt,
      Duration activeFor,
      Optional<Destruction> destruction) {

    /** Whether its values should be sealed anew under another version: others may know the key. */
    public boolean rewrapNeeded() {
      return state == KeyState.COMPROMISED;
    }
  }

  /**
   * A destruction that waits for its approval or, approved, for its time.
   *
   * @param approvedBy empty until somebody else approved
   * @param expired whether the approval comes too late now
   * @param left how long a service still has to run until the approval is too late or, approved,
   *     the key is destroyed
   */
  public record Destruction(
      String requestedBy,
      Instant requestedAt,
      Optional<String> approvedBy,
      Optional<Instant> approvedAt,
      boolean expired,
      Duration left) {}

  /**
   * What another part of the key hierarchy tells.
   *
   * @param name a short word such as {@code epochs}
   * @param facts by name, in the order of names; no key bytes and nothing about persons
   */
  public record Section(String name, Map<String, String> facts) {
    /** Copies and sorts the facts. */
    public Section {
      facts = Collections.unmodifiableMap(new TreeMap<>(facts));
    }
  }

  /** One keyring's status. */
  public Keyring keyring(KeyringName name) {
    return keyrings.stream().filter(ring -> ring.name() == name).findFirst().orElseThrow();
  }
}
