package dev.yinhu.crypto;

import static dev.yinhu.crypto.KeyChangeRefused.rule;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The end of a version: one person asks for it, another approves, the waiting time passes, and
 * nothing that is stored here may need the version at any of these steps. Each method is one
 * transaction; safe for use by many threads and nodes.
 */
final class KeyDestruction {
  private final Keyrings keyrings;
  private final KeyLifeStore store;
  private final KeyPolicy policy;
  private final InstantSource clock;

  KeyDestruction(Keyrings keyrings, KeyLifeStore store, KeyPolicy policy, InstantSource clock) {
    this.keyrings = keyrings;
    this.store = store;
    this.policy = policy;
    this.clock = clock;
  }

  /** As {@link KeyLifeCycle#requestDestruction}. */
  void request(KeyringName name, int number, String by) {
    store.change(
        name,
        ring -> {
          KeyLifeStore.Version version = ring.version(number);
          Instant now = clock.instant();
          requireEndable(ring, version, now);
          if (version.destruction().filter(waiting -> !policy.expired(waiting, now)).isPresent()) {
            throw rule(
                "the destruction of version %d of keyring %s was asked for already; approve or restore it"
                    .formatted(number, name.text()));
          }
          ring.request(version, by, now);
          return number;
        });
  }

  private static void requireEndable(
      KeyLifeStore.Locked ring, KeyLifeStore.Version version, Instant now) {
    KeyLifeCycle.requireLeadsTo(version, KeyState.DESTROYED);
    KeyNeeds.requireNone(ring, version, now);
  }

  /** As {@link KeyLifeCycle#approveDestruction}. */
  void approve(KeyringName name, int number, String by) {
    store.change(
        name,
        ring -> {
          KeyLifeStore.Version version = ring.version(number);
          KeyLifeStore.Destruction waiting = requireRequest(version);
          if (waiting.requestedBy().equals(by)) {
            throw new KeyChangeRefused(
                KeyChangeRefused.Why.SAME_PERSON,
                "who asked for a destruction cannot approve it: another administrator has to");
          }
          Instant now = clock.instant();
          requireEndable(ring, version, now);
          ring.approve(version, by, now);
          return number;
        });
    keyrings.reload();
  }

  private KeyLifeStore.Destruction requireRequest(KeyLifeStore.Version version) {
    Optional<KeyLifeStore.Destruction> waiting = version.destruction();
    if (waiting.isEmpty() || policy.expired(waiting.get(), clock.instant())) {
      throw rule(
          "nobody asked for the destruction of version %d of keyring %s, or too long ago: ask for it first"
              .formatted(version.number(), version.keyring().text()));
    }
    if (waiting.get().approvedBy().isPresent()) {
      throw rule(
          "the destruction of version %d of keyring %s is approved already"
              .formatted(version.number(), version.keyring().text()));
    }
    return waiting.get();
  }

  /** As {@link KeyLifeCycle#restore}. */
  void restore(KeyringName name, int number) {
    store.change(
        name,
        ring -> {
          KeyLifeStore.Version version = ring.version(number);
          if (version.destruction().isEmpty()) {
            throw rule(
                version.state() == KeyState.DESTROYED
                    ? "version %d of keyring %s is destroyed; nothing brings it back"
                        .formatted(number, name.text())
                    : "no destruction of version %d of keyring %s waits"
                        .formatted(number, name.text()));
          }
          ring.restore(version);
          return number;
        });
    keyrings.reload();
  }

  /** What keeps a version from being destroyed although it is time; empty when nothing does. */
  Optional<String> heldUpBy(KeyringName name, int number) {
    return store.change(name, ring -> KeyNeeds.needs(ring, ring.version(number), clock.instant()));
  }

  /**
   * Destroys a version whose destruction is due, everywhere and for ever.
   *
   * @return false when it is not due any more, or something needs it; then nothing was done
   */
  boolean finish(KeyringName name, int number) {
    boolean done =
        store.change(
            name,
            ring -> {
              KeyLifeStore.Version version = ring.version(number);
              Instant now = clock.instant();
              if (!policy.destructionDue(version)
                  || !version.state().mayBecome(KeyState.DESTROYED)
                  || KeyNeeds.needs(ring, version, now).isPresent()) {
                return false;
              }
              ring.destroy(version, now);
              return true;
            });
    keyrings.reload();
    return done;
  }
}
