package dev.yinhu.crypto;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Reads how the keys stand. Safe for use by many threads; blocks on the database. */
final class KeyStatusReader {
  private final KeyLifeStore store;
  private final KeyUseLedger uses;
  private final KeyPolicy policy;
  private final InstantSource clock;
  private final LongSupplier subjectsWaiting;
  private final LongSupplier tokensWaiting;
  private final List<Supplier<KeyStatus.Section>> sections;

  /**
   * @param subjectsWaiting counts subject keys that are to be wrapped anew
   * @param tokensWaiting counts stored tokens that are to be sealed anew
   * @param sections what other parts of the key hierarchy tell, each asked every time
   */
  KeyStatusReader(
      KeyLifeStore store,
      KeyUseLedger uses,
      KeyPolicy policy,
      InstantSource clock,
      LongSupplier subjectsWaiting,
      LongSupplier tokensWaiting,
      List<Supplier<KeyStatus.Section>> sections) {
    this.store = store;
    this.uses = uses;
    this.policy = policy;
    this.clock = clock;
    this.subjectsWaiting = subjectsWaiting;
    this.tokensWaiting = tokensWaiting;
    this.sections = List.copyOf(sections);
  }

  /** Stores this node's counts first, so that its own uses are in. */
  KeyStatus read() {
    uses.flush();
    return new KeyStatus(keyrings(), sections.stream().map(Supplier::get).toList());
  }

  KeyFigures figures() {
    return new KeyFigures(
        keyrings(),
        policy.rotateAfterSeals(),
        subjectsWaiting.getAsLong(),
        tokensWaiting.getAsLong());
  }

  private List<KeyStatus.Keyring> keyrings() {
    List<KeyLifeStore.Version> versions = store.versions();
    return Arrays.stream(KeyringName.values())
        .map(name -> keyring(name, versions.stream().filter(v -> v.keyring() == name).toList()))
        .toList();
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
