package dev.yinhu.crypto;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** Reads how the keys stand. Safe for use by many threads; blocks on the database. */
final class KeyStatusReader {
  private final KeyLifeStore store;
  private final KeyUseLedger uses;
  private final KeyPolicy policy;
  private final InstantSource clock;
  private final List<Supplier<KeyStatus.Section>> sections;

  /**
   * @param sections what other parts of the key hierarchy tell, each asked every time
   */
  KeyStatusReader(
      KeyLifeStore store,
      KeyUseLedger uses,
      KeyPolicy policy,
      InstantSource clock,
      List<Supplier<KeyStatus.Section>> sections) {
    this.store = store;
    this.uses = uses;
    this.policy = policy;
    this.clock = clock;
    this.sections = List.copyOf(sections);
  }

  /** Stores this node's counts first, so that its own uses are in. */
  KeyStatus read() {
    uses.flush();
    List<KeyLifeStore.Version> versions = store.versions();
    return new KeyStatus(
        Arrays.stream(KeyringName.values())
            .map(name -> keyring(name, versions.stream().filter(v -> v.keyring() == name).toList()))
            .toList(),
        sections.stream().map(Supplier::get).toList());
  }

  private KeyStatus.Keyring keyring(KeyringName name, List<KeyLifeStore.Version> versions) {
    KeyLifeStore.Version active =
        versions.stream()
            .filter(version -> version.state() == KeyState.ACTIVE)
            .findFirst()
            .orElseThrow(
                () -> new CryptoException("keyring " + name.text() + " has no active version"));
    return new KeyStatus.Keyring(
        name,
        active.number(),
        active.minDecryptVersion(),
        policy.nextRotation(active),
        versions.stream().map(this::version).toList());
  }

  private KeyStatus.Version version(KeyLifeStore.Version version) {
    return new KeyStatus.Version(
        version.number(),
        version.keyId(),
        version.state(),
        version.retired(),
        version.createdAt(),
        version.changedAt(),
        version.sealed(),
        version.reserved(),
        version.opened(),
        version.lastUsedAt(),
        version.activeFor(),
        version.destruction().map(this::destruction));
  }

  private KeyStatus.Destruction destruction(KeyLifeStore.Destruction waiting) {
    Instant now = clock.instant();
    Duration left =
        waiting.approvedBy().isPresent()
            ? policy.destructionWait().minus(waiting.waited())
            : policy.approvalTime().minus(policy.waitedForApproval(waiting, now));
    return new KeyStatus.Destruction(
        waiting.requestedBy(),
        waiting.requestedAt(),
        waiting.approvedBy(),
        waiting.approvedAt(),
        policy.expired(waiting, now),
        left.isNegative() ? Duration.ZERO : left);
  }
}
