package dev.yinhu.crypto;

import dev.yinhu.crypto.epoch.VaultException;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The epochs: rows of the database joined with the keys in the key directory. Reading never blocks.
 * The highest living id is the current epoch, in the database as in the directory. Safe for use by
 * many threads and nodes: changes happen under the lock of the directory.
 */
final class EpochKeys {
  private static final int READINGS = 3;

  private record Picture(Map<Integer, EpochKey> living, Optional<EpochKey> current) {}

  private final KeyVault vault;
  private final EpochStore store;
  private final Erasures erasures;
  private final SubjectWraps wraps;
  private final InstantSource clock;
  private volatile Picture picture = new Picture(Map.of(), Optional.empty());

  EpochKeys(
      KeyVault vault,
      EpochStore store,
      Erasures erasures,
      SubjectWraps wraps,
      InstantSource clock) {
    this.vault = vault;
    this.store = store;
    this.erasures = erasures;
    this.wraps = wraps;
    this.clock = clock;
  }

  /**
   * Brings database and directory together after the ledger was replayed: finishes what a crash
   * broke off, takes in the epochs of the directory that an older database does not know, makes the
   * first one. Call under the vault's lock.
   *
   * @throws VaultException when the directory lacks a living epoch or has another key for it
   */
  void open() throws IOException {
    finishDestroyed();
    List<EpochStore.Row> rows = store.all();
    TreeMap<Integer, EpochKey> living = new TreeMap<>();
    List<EpochKey> unknown = new ArrayList<>();
    for (EpochStore.Row row : rows) {
      if (row.state() != EpochState.DESTROYED) {
        living.put(row.id(), read(row));
      }
    }
    for (int id : vault.epochs()) {
      if (!living.containsKey(id)) {
        EpochKey found = vault.readEpoch(id);
        living.put(id, found);
        unknown.add(found);
      }
    }
    if (living.isEmpty()) {
      EpochKey first = vault.makeEpoch(nextId(rows), now(rows));
      living.put(first.id(), first);
      unknown.add(first);
    }
    store.makeCurrent(unknown, living.lastKey(), now(rows));
    picture = new Picture(Map.copyOf(living), Optional.of(living.lastEntry().getValue()));
  }

  /**
   * A file whose epoch is destroyed in the database: a process died before it was deleted, or could
   * not write then. Call under the vault's lock, after the ledger was caught up with.
   */
  void finishDestroyed() throws IOException {
    for (EpochStore.Row row : store.all()) {
      if (row.state() == EpochState.DESTROYED && vault.epochs().contains(row.id())) {
        erasures.noteDestroyed(row.id());
        vault.destroyEpoch(row.id());
      }
    }
  }

  private EpochKey read(EpochStore.Row row) throws IOException {
    EpochKey key = vault.readEpoch(row.id());
    if (!key.fingerprint().equals(row.fingerprint())) {
      throw new VaultException(
          "epoch %d in the key directory %s has key %s, but the database knows it as %s: put the key directory there that this database was used with"
              .formatted(row.id(), vault.path(), key.fingerprint(), row.fingerprint()));
    }
    return key;
  }

  private int nextId(List<EpochStore.Row> rows) throws IOException {
    int known = rows.stream().mapToInt(EpochStore.Row::id).max().orElse(0);
    int files = vault.epochs().stream().mapToInt(id -> id).max().orElse(0);
    return Math.max(Math.max(known, files), erasures.highestEpoch()) + 1;
  }

  /** The clock's time, unless it was set back behind what is stored. */
  private Instant now(List<EpochStore.Row> rows) {
    Instant clockTime = clock.instant();
    return rows.stream()
        .flatMap(row -> Stream.of(Optional.of(row.created()), row.draining(), row.destroyed()))
        .flatMap(Optional::stream)
        .filter(stored -> stored.isAfter(clockTime))
        .max(Instant::compareTo)
        .orElse(clockTime);
  }

  /** The time by which periods are judged: it never goes back behind what is stored. */
  Instant now() {
    return now(store.all());
  }

  EpochKey current() {
    return picture.current().orElseThrow(() -> new CryptoException("there is no current epoch"));
  }

  /** The key of a living epoch, as far as this process knows it. */
  Optional<EpochKey> living(int id) {
    return Optional.ofNullable(picture.living().get(id));
  }

  /** Reads the epochs anew; called when another node says that they changed. */
  synchronized void reload() {
    Map<Integer, EpochKey> before = picture.living();
    Map<Integer, EpochKey> living = new HashMap<>();
    Optional<EpochKey> current = Optional.empty();
    for (EpochStore.Row row : readable()) {
      if (row.state() == EpochState.DESTROYED) {
        continue;
      }
      EpochKey known = before.get(row.id());
      EpochKey key = known != null ? known : load(row);
      living.put(row.id(), key);
      if (row.state() == EpochState.CURRENT) {
        current = Optional.of(key);
      }
    }
    picture = new Picture(Map.copyOf(living), current);
    drop(before, living);
  }

  private void drop(Map<Integer, EpochKey> before, Map<Integer, EpochKey> living) {
    List<EpochKey> gone =
        before.values().stream().filter(key -> !living.containsKey(key.id())).toList();
    if (!gone.isEmpty()) {
      gone.forEach(EpochKey::clear);
      wraps.clear();
    }
  }

  /** The rows, read again while one lives whose file is gone: it is being destroyed right now. */
  private List<EpochStore.Row> readable() {
    List<EpochStore.Row> rows = store.all();
    for (int again = 1; again < READINGS && !filesOf(rows); again++) {
      rows = store.all();
    }
    return rows;
  }

  private boolean filesOf(List<EpochStore.Row> rows) {
    try {
      var files = vault.epochs();
      return rows.stream()
          .allMatch(row -> row.state() == EpochState.DESTROYED || files.contains(row.id()));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private EpochKey load(EpochStore.Row row) {
    try {
      return read(row);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private VaultException unreadable(IOException e) {
    return new VaultException("the key directory " + vault.path() + " cannot be read: " + e, e);
  }

  /**
   * Makes a new current epoch, unless another one than expected is current already.
   *
   * @return the id of the epoch that is current now; durable in directory and database
   */
  int rotate(int expected) {
    return vault.locked(() -> {
      erasures.catchUp();
      reload();
      if (current().id() == expected) {
        List<EpochStore.Row> rows = store.all();
        Instant now = now(rows);
        EpochKey made = vault.makeEpoch(nextId(rows), now);
        store.makeCurrent(List.of(made), made.id(), now);
        reload();
      }
      return current().id();
    });
  }

  /**
   * Destroys every draining epoch that wraps nobody's key any more: first for the database, so that
   * nothing new comes under it, then in the ledger, then its file.
   *
   * @param record records each end
   * @return their ids
   */
  List<Integer> destroyDrained(KeyChangeRecord record) {
    List<Integer> destroyed = new ArrayList<>();
    for (EpochStore.Row row : store.all()) {
      int id = row.id();
      if (row.state() == EpochState.DRAINING
          && store.isDrained(id)
          && record.make(
              "epoch-destroy", Map.of("epoch", Integer.toString(id)), () -> destroyDrained(id))) {
        destroyed.add(id);
      }
    }
    return destroyed;
  }

  private boolean destroyDrained(int id) {
    return vault.locked(() -> {
      erasures.catchUp();
      boolean done = store.destroyDrained(id, now());
      finishDestroyed();
      reload();
      return done;
    });
  }

  /** Clears the keys; {@link #reload} reads them again. */
  synchronized void forget() {
    picture.living().values().forEach(EpochKey::clear);
    picture = new Picture(Map.of(), Optional.empty());
    wraps.clear();
  }
}
