package dev.yinhu.service.api;

import dev.yinhu.crypto.KeyLifeCycle;
import dev.yinhu.crypto.KeyState;
import dev.yinhu.crypto.KeyStatus;
import dev.yinhu.crypto.KeyringName;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The keys as one actor sees and changes them, over HTTP or from the command line: every change is
 * in the access log, its intent before and its outcome after. What the rules do not allow throws
 * {@link dev.yinhu.crypto.KeyChangeRefused} and is in the log as failed. Blocks; whether the actor
 * may do so at all is decided before.
 */
public final class KeyDesk {
  private final KeyLifeCycle keys;
  private final AdminChanges changes;
  private final String actor;
  private final String requestId;

  /**
   * @param actor a caller's name, or {@code command-line}
   */
  public KeyDesk(KeyLifeCycle keys, AdminChanges changes, String actor, String requestId) {
    this.keys = keys;
    this.changes = changes;
    this.actor = actor;
    this.requestId = requestId;
  }

  /** How the keys stand. */
  public KeyStatus status() {
    return keys.status();
  }

  /** Makes a new active version; gives its number. */
  public int rotate(KeyringName keyring) {
    return make(
        "key-rotate",
        Map.of("keyring", keyring.text()),
        () -> keys.rotate(keyring),
        active -> Map.of("active", active.toString()));
  }

  /** Changes the state of a version; a new version is active when that one was. */
  public KeyLifeCycle.StateChange changeState(KeyringName keyring, int version, KeyState state) {
    return make(
        "key-state",
        Map.of(
            "keyring", keyring.text(),
            "version", Integer.toString(version),
            "state", state.word()),
        () -> keys.changeState(keyring, version, state),
        done -> Map.of("from", done.from().word(), "active", Integer.toString(done.active())));
  }

  /** Retires the versions below a number; gives the number before. */
  public int setMinDecryptVersion(KeyringName keyring, int version) {
    return make(
        "key-min-version",
        about(keyring, version),
        () -> keys.setMinDecryptVersion(keyring, version),
        before -> Map.of("before", before.toString()));
  }

  /** Asks for the destruction of a version in the actor's name. */
  public KeyStatus.Version requestDestruction(KeyringName keyring, int version) {
    return destruction(
        "key-destruction-request",
        keyring,
        version,
        () -> keys.requestDestruction(keyring, version, actor));
  }

  /** Approves the destruction of a version in the actor's name. */
  public KeyStatus.Version approveDestruction(KeyringName keyring, int version) {
    return destruction(
        "key-destruction-approve",
        keyring,
        version,
        () -> keys.approveDestruction(keyring, version, actor));
  }

  /** Takes a destruction back that waits. */
  public KeyStatus.Version restore(KeyringName keyring, int version) {
    return destruction(
        "key-destruction-restore", keyring, version, () -> keys.restore(keyring, version));
  }

  private KeyStatus.Version destruction(
      String action, KeyringName keyring, int version, Runnable change) {
    make(
        action,
        about(keyring, version),
        () -> {
          change.run();
          return version;
        },
        _ -> Map.of());
    return keys.status().keyring(keyring).versions().stream()
        .filter(one -> one.number() == version)
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, String> about(KeyringName keyring, int version) {
    return Map.of("keyring", keyring.text(), "version", Integer.toString(version));
  }

  private <T> T make(
      String action,
      Map<String, String> details,
      Supplier<T> work,
      Function<T, Map<String, String>> told) {
    return changes.make(new AdminChanges.Change(actor, requestId, action, details), work, told);
  }
}
