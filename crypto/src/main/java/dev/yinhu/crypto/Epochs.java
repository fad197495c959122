package dev.yinhu.crypto;

import dev.yinhu.crypto.epoch.VaultDirectory;
import dev.yinhu.database.Database;
import dev.yinhu.database.Subscription;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What makes erasing outlive backups. Each subject key is wrapped under a key that needs an epoch's
 * key too, which lies outside the database; epochs are replaced, living subjects follow, and the
 * old epoch's key is destroyed. A row in an old backup then opens nowhere. Until then the erasure
 * ledger erases again whoever a restored backup brings back.
 *
 * <p>Safe for use by many threads and nodes. All methods but {@link #opening} go to the database.
 */
public final class Epochs {
  private static final Logger LOG = LoggerFactory.getLogger(Epochs.class);
  private static final int DELETED_AT_ONCE = 1_000;

  private final EpochStore store;
  private final SubjectStore subjects;
  private final Duration every;
  private final Erasures erasures;
  private final EpochKeys epochs;
  private final SubjectKeys keys;
  private final EpochDrain drain;
  private final KeyVault vault;
  private final EpochOpening opening;

  /** Opens database and key directory together; call under the vault's lock. */
  private Epochs(
      Jdbi jdbi,
      KeyVault vault,
      Keyrings keyrings,
      List<ErasureStore> listeners,
      VaultConfig config,
      SecureRandom random,
      InstantSource clock)
      throws IOException {
    this.store = new EpochStore(jdbi);
    this.subjects = new SubjectStore(jdbi, listeners);
    this.every = config.epochEvery();
    this.vault = vault;
    vault.dropDrafts();
    this.erasures = Erasures.open(vault, store, subjects, clock);
    SubjectWraps wraps = new SubjectWraps();
    this.epochs = new EpochKeys(vault, store, erasures, wraps, clock);
    this.keys = new SubjectKeys(keyrings, epochs, wraps, random);
    this.drain = new EpochDrain(keyrings, epochs, keys, new RewrapStore(jdbi));
    Erasures.Replayed replayed = erasures.replay();
    epochs.open();
    this.opening = new EpochOpening(replayed.lines(), replayed.erased(), dropUnreadable());
  }

  /**
   * Opens the epochs of a database; the keyrings are open.
   *
   * @param listeners called inside each transaction that erases subjects
   * @throws dev.yinhu.crypto.epoch.VaultException when the key directory is not the one that
   *     belongs to the database, or is damaged
   */
  static Epochs open(
      Jdbi jdbi,
      RootKey rootKey,
      Keyrings keyrings,
      List<ErasureStore> listeners,
      VaultConfig config,
      SecureRandom random,
      InstantSource clock) {
    KeyVault vault = new KeyVault(new VaultDirectory(config.directory()), rootKey, random);
    return vault.locked(() -> new Epochs(jdbi, vault, keyrings, listeners, config, random, clock));
  }

  private long dropUnreadable() {
    long dropped = 0;
    List<SubjectRef> dead = subjects.unreadable(DELETED_AT_ONCE);
    while (!dead.isEmpty()) {
      dropped += subjects.eraseAgain(dead);
      dead = subjects.unreadable(DELETED_AT_ONCE);
    }
    if (dropped > 0) {
      LOG.warn(
          "The keys of {} subjects were wrapped under epochs that are destroyed, as after restoring"
              + " a backup that is older than the horizon: nobody can open what was encrypted for"
              + " them, and their rows are deleted",
          dropped);
    }
    return dropped;
  }

  Subscription listen(Database database) {
    return database.listen(EpochStore.CHANNEL, _ -> reloadUnlessLocked(), this::reloadUnlessLocked);
  }

  /** Without the root key no epoch can be read; when it is back all of them are. */
  private void reloadUnlessLocked() {
    if (!vault.isLocked()) {
      epochs.reload();
    }
  }

  SubjectStore subjects() {
    return subjects;
  }

  SubjectKeys keys() {
    return keys;
  }

  Erasures erasures() {
    return erasures;
  }

  /** What opening had to put right. */
  public EpochOpening opening() {
    return opening;
  }

  /** The id of the current epoch. */
  public int current() {
    return epochs.current().id();
  }

  /**
   * Begins a new epoch; durable when this returns, and told to every node. The keys of living
   * subjects follow with {@link #drain}.
   *
   * @return the epoch that is current now, also when another node was faster
   */
  public int rotate() {
    return rotateFrom(current());
  }

  int rotateFrom(int expected) {
    return epochs.rotate(expected);
  }

  /** Whether keys wait to be wrapped anew, or an epoch to be destroyed. */
  boolean isDraining() {
    return drain.anyWaiting()
        || store.all().stream().anyMatch(row -> row.state() == EpochState.DRAINING);
  }

  /**
   * Has epochs replaced when it is time, keys wrapped anew and old epochs destroyed, from now on
   * until the result is closed. Every node may.
   *
   * @param record records that a new epoch begins, that all keys are under it, and that an old one
   *     ends
   */
  public AutoCloseable keep(KeyChangeRecord record) {
    EpochKeeper keeper = new EpochKeeper(this, record);
    keeper.start();
    return keeper;
  }

  /** Whether the current epoch has been current for its time. */
  public boolean due() {
    return !nextRotation().isAfter(epochs.now());
  }

  private Instant nextRotation() {
    return epochs.current().created().plus(every);
  }

  /**
   * Applies what stands in the ledger and was not applied yet, as after a failed erasure, and
   * removes the key files of epochs whose destruction was broken off.
   */
  public void catchUp() {
    vault.locked(() -> {
      var replayed = erasures.catchUp();
      epochs.finishDestroyed();
      return replayed;
    });
  }

  /**
   * Wraps the keys of living subjects under the current epoch and the active version of the keyring
   * {@code subject}, and destroys the epochs that are left empty. May be broken off at any time and
   * by anything, and run on several nodes at once.
   *
   * @param progress told now and then how many keys are done
   * @param record records that no key waits any more, and the end of each epoch
   */
  public Drained drain(LongConsumer progress, KeyChangeRecord record) {
    return drain(progress, () -> false, record);
  }

  Drained drain(LongConsumer progress, BooleanSupplier stop, KeyChangeRecord record) {
    return drain.run(progress, stop, record);
  }

  /** All about the epochs; counts what waits, at the cost of reading an index. */
  public EpochStatus status() {
    epochs.reload();
    List<EpochStore.Row> rows = store.all();
    long lines = store.applied().map(EpochStore.Applied::lines).orElse(0L);
    return new EpochStatus(
        rows.stream().map(Epochs::told).toList(),
        every,
        nextRotation(),
        drain.waiting(),
        lines,
        rows.getFirst().created(),
        outOfReachUntil(rows),
        lastDrain(rows));
  }

  /** How many subject keys are still to be wrapped under the current epoch and version. */
  long waiting() {
    return drain.waiting();
  }

  /** The same in words, for the status of all keys. */
  KeyStatus.Section section() {
    EpochStatus status = status();
    Map<String, String> facts = new HashMap<>();
    facts.put("current", Integer.toString(current()));
    facts.put("next_rotation", status.nextRotation().toString());
    facts.put("keys_waiting", Long.toString(status.waiting()));
    facts.put("ledger_lines", Long.toString(status.ledgerLines()));
    facts.put("horizon", status.horizonText());
    return new KeyStatus.Section("epochs", facts);
  }

  private static EpochStatus.Epoch told(EpochStore.Row row) {
    return new EpochStatus.Epoch(
        row.id(), row.state(), row.fingerprint(), row.created(), row.draining(), row.destroyed());
  }

  /** A backup holds keys under the epochs that lived when it was taken. */
  private static Optional<Instant> outOfReachUntil(List<EpochStore.Row> rows) {
    Predicate<EpochStore.Row> destroyed = row -> row.state() == EpochState.DESTROYED;
    return rows.stream().noneMatch(destroyed)
        ? Optional.empty()
        : rows.stream()
            .filter(destroyed.negate())
            .map(EpochStore.Row::created)
            .min(Instant::compareTo);
  }

  private static Optional<Duration> lastDrain(List<EpochStore.Row> rows) {
    return rows.reversed().stream()
        .filter(row -> row.draining().isPresent() && row.destroyed().isPresent())
        .map(row -> Duration.between(row.draining().get(), row.destroyed().get()))
        .findFirst();
  }

  /** Clears the keys of the epochs: the room is closed, or the root key away for too long. */
  void forget() {
    epochs.forget();
  }

  /** Reads them again: the root key is back. */
  void recall() {
    epochs.reload();
  }
}
