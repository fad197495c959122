package dev.yinhu.crypto;

import static dev.yinhu.crypto.KeyChangeRefused.rule;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What administrators do with keyrings, by the rules of {@link KeyState} and two more: a keyring
 * always has exactly one active version, and a key is destroyed only when one person asked for it,
 * another approved, and the waiting time is over.
 *
 * <p>Each change is one transaction: durable and told to every node when its method returns, or not
 * made at all when it throws. Safe for use by many threads and nodes; blocks on the database. Who
 * may do what, and the audit entries about it, are the caller's business.
 */
public final class KeyLifeCycle {
  private final Keyrings keyrings;
  private final KeyLifeStore store;
  private final KeyDestruction destruction;
  private final InstantSource clock;
  private final KeyStatusReader status;

  KeyLifeCycle(
      Keyrings keyrings,
      KeyLifeStore store,
      KeyPolicy policy,
      InstantSource clock,
      KeyStatusReader status) {
    this.keyrings = keyrings;
    this.store = store;
    this.destruction = new KeyDestruction(keyrings, store, policy, clock);
    this.clock = clock;
    this.status = status;
  }

  /**
   * What a change of state came to.
   *
   * @param from the state before
   * @param active the number of the version that seals now
   */
  public record StateChange(KeyState from, KeyState to, int active) {}

  /**
   * Makes a new active version; the one before decrypts from then on.
   *
   * @return the number of the version that is active now, also when another node was faster
   * @throws KeyChangeRefused when the keyring cannot be rotated
   */
  public int rotate(KeyringName name) {
    if (!name.canRotate()) {
      throw cannotRotate(name);
    }
    return keyrings.rotate(name);
  }

  private static KeyChangeRefused cannotRotate(KeyringName name) {
    return rule(
        "the keyring " + name.text() + " cannot be rotated: nobody would be found under a new key");
  }

  /**
   * Changes the state of a version. When it was the active one, a new version is active afterwards;
   * when it becomes the active one, the version that was is deactivated. A version that is in the
   * state already stays as it is.
   *
   * @param to any but {@link KeyState#DESTROYED}, for which there is {@link #requestDestruction}
   * @throws KeyChangeRefused when there is no such version, or its state does not lead there
   */
  public StateChange changeState(KeyringName name, int number, KeyState to) {
    if (to == KeyState.DESTROYED) {
      throw rule(
          "a key is not destroyed in one step: ask for its destruction, which another"
              + " administrator has to approve");
    }
    // Made only when it is needed: marking an old version needs no root key.
    StateChange done =
        store.change(
            name, ring -> changed(ring, ring.version(number), to, () -> keyrings.newVersion(name)));
    keyrings.reload();
    return done;
  }

  private StateChange changed(
      KeyLifeStore.Locked ring,
      KeyLifeStore.Version version,
      KeyState to,
      Supplier<KeyringStore.Row> successor) {
    KeyState from = version.state();
    int active = ring.active().number();
    if (from == to) {
      return new StateChange(from, to, active);
    }
    requireLeadsTo(version, to);
    Instant now = clock.instant();
    if (from == KeyState.ACTIVE) {
      if (!ring.name().canRotate()) {
        throw cannotRotate(ring.name());
      }
      ring.state(version, to, now);
      return new StateChange(from, to, ring.add(successor.get(), now));
    }
    if (to == KeyState.ACTIVE) {
      requireUsable(version);
      ring.state(ring.active(), KeyState.DEACTIVATED, now);
      active = version.number();
    }
    ring.state(version, to, now);
    return new StateChange(from, to, active);
  }

  static void requireLeadsTo(KeyLifeStore.Version version, KeyState to) {
    if (!version.state().mayBecome(to)) {
      throw rule(
          "version %d of keyring %s is %s and cannot become %s; it may become %s"
              .formatted(
                  version.number(),
                  version.keyring().text(),
                  version.state().word(),
                  to.word(),
                  words(version.state().next())));
    }
  }

  private static String words(Collection<KeyState> states) {
    return states.isEmpty()
        ? "nothing else any more"
        : states.stream().map(KeyState::word).collect(Collectors.joining(" or "));
  }

  private static void requireUsable(KeyLifeStore.Version version) {
    if (version.retired()) {
      throw rule(
          "version %d of keyring %s is retired; lower the keyring's minimum or restore the version first"
              .formatted(version.number(), version.keyring().text()));
    }
  }

  /**
   * Retires the versions below a number, or takes that back for those from it on.
   *
   * @param number 1 to the number of the active version
   * @return the number before
   * @throws KeyChangeRefused when the active version would be retired, or something that is stored
   *     here needs a version that would be
   */
  public int setMinDecryptVersion(KeyringName name, int number) {
    int before =
        store.change(
            name,
            ring -> {
              KeyLifeStore.Version active = ring.active();
              if (number < 1 || number > active.number()) {
                throw rule(
                    "the lowest version of keyring %s that decrypts is 1 to %d, which is the active one"
                        .formatted(name.text(), active.number()));
              }
              Instant now = clock.instant();
              ring.below(number).forEach(version -> KeyNeeds.requireNone(ring, version, now));
              ring.minDecryptVersion(number);
              return active.minDecryptVersion();
            });
    keyrings.reload();
    return before;
  }

  /**
   * Asks that a version be destroyed; nothing happens until somebody else approves.
   *
   * @param by the caller who asks
   * @throws KeyChangeRefused when there is no such version, its state does not lead to destruction,
   *     a request waits already, or something that is stored here needs it
   */
  public void requestDestruction(KeyringName name, int number, String by) {
    destruction.request(name, number, by);
  }

  /**
   * Approves a destruction: the version is retired at once, and its key destroyed when a service
   * has run for the waiting time.
   *
   * @param by the caller who approves, another one than asked
   * @throws KeyChangeRefused when nobody asked, the request is too old or approved already, the
   *     same person asked, or something that is stored here needs it
   */
  public void approveDestruction(KeyringName name, int number, String by) {
    destruction.approve(name, number, by);
  }

  /**
   * Takes back a destruction, asked for or approved, while its waiting time lasts.
   *
   * @throws KeyChangeRefused when there is no such version, or none to take back
   */
  public void restore(KeyringName name, int number) {
    destruction.restore(name, number);
  }

  KeyDestruction destruction() {
    return destruction;
  }

  /** What is worth watching of the keys; uses of the last seconds may be missing. Blocks. */
  public KeyFigures figures() {
    return status.figures();
  }

  /** How the keys stand, this node's own uses included. */
  public KeyStatus status() {
    return status.read();
  }
}
