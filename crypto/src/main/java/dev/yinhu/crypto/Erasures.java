package dev.yinhu.crypto;

import dev.yinhu.crypto.epoch.Ledger;
import dev.yinhu.crypto.epoch.LedgerEnd;
import dev.yinhu.crypto.epoch.LedgerEntry;
import dev.yinhu.crypto.epoch.LedgerLine;
import dev.yinhu.crypto.epoch.VaultException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases subjects through the ledger: the line is on disk before the row is deleted, and the
 * database notes in the same transaction how many lines it has applied. A database that is behind,
 * because it was restored or a process died between the two, has the missing lines applied before
 * anything else. Safe for use by many threads and nodes: everything happens under the lock of the
 * key directory.
 */
final class Erasures {
  private static final Logger LOG = LoggerFactory.getLogger(Erasures.class);

  private final KeyVault vault;
  private final EpochStore store;
  private final SubjectStore subjects;
  private final InstantSource clock;
  private final Ledger ledger;
  private LedgerEnd end;
  private int highestEpoch;

  private Erasures(
      KeyVault vault, EpochStore store, SubjectStore subjects, InstantSource clock, Ledger ledger) {
    this.vault = vault;
    this.store = store;
    this.subjects = subjects;
    this.clock = clock;
    this.ledger = ledger;
    this.end = ledger.empty();
  }

  /**
   * What was applied because the database was behind.
   *
   * @param lines how many lines of the ledger
   * @param erased how many subjects were there and are erased again
   */
  record Replayed(long lines, long erased) {
    static final Replayed NOTHING = new Replayed(0, 0);
  }

  /**
   * Finds the ledger that belongs to the database, or makes it when neither has one. Call under the
   * vault's lock, then {@link #replay}.
   *
   * @throws VaultException when the database knows a ledger that is not there
   */
  static Erasures open(KeyVault vault, EpochStore store, SubjectStore subjects, InstantSource clock)
      throws IOException {
    boolean known = store.applied().isPresent();
    if (known && vault.isEmpty()) {
      throw new VaultException(
          "the key directory %s is empty, but the database belongs to one with epoch keys and an erasure ledger: mount the directory that all nodes share there, or restore it from its own backup; without it no personal value can be opened"
              .formatted(vault.path()));
    }
    boolean epochs = !vault.epochs().isEmpty();
    Ledger ledger = vault.ledger(!known && vault.isEmpty());
    if (!ledger.exists()) {
      if (known || epochs) {
        throw new VaultException(
            "the erasure ledger erasures.log is missing in %s: put its newest copy there, or erased people could come back from a backup"
                .formatted(vault.path()));
      }
      ledger.create();
    }
    store.note(ledger.id(), ledger.empty());
    return new Erasures(vault, store, subjects, clock, ledger);
  }

  /**
   * Reads the whole ledger and applies what the database has not applied yet. Call under the
   * vault's lock.
   *
   * @throws VaultException when the ledger is broken, shorter than what was applied, or another one
   */
  Replayed replay() throws IOException {
    EpochStore.Applied applied = applied();
    Replay replay = new Replay(applied, ledger, subjects, store, clock);
    LedgerEnd now = ledger.read(replay.andThen(this::noteEpoch));
    if (now.lines() < applied.lines()) {
      throw shorter(applied.lines(), now.lines());
    }
    Replayed done = replay.finish();
    if (done.lines() > 0) {
      store.moveTo(now);
      LOG.warn(
          "The database was {} lines behind the erasure ledger, as after restoring an older"
              + " backup: {} erased subjects that had come back are erased again",
          done.lines(),
          done.erased());
    }
    end = now;
    return done;
  }

  private void noteEpoch(LedgerLine line) {
    if (line.entry() instanceof LedgerEntry.EpochDestroyed destroyed) {
      highestEpoch = Math.max(highestEpoch, destroyed.epoch());
    }
  }

  private EpochStore.Applied applied() {
    EpochStore.Applied applied = store.applied().orElseThrow();
    if (!applied.id().equals(ledger.id())) {
      throw new VaultException(
          "the key directory %s has ledger %s, but the database belongs to ledger %s: put the right key directory there"
              .formatted(vault.path(), ledger.id(), applied.id()));
    }
    return applied;
  }

  private VaultException shorter(long applied, long found) {
    return new VaultException(
        "the erasure ledger in %s has %d lines, but the database has applied %d: it was cut, or is an older copy; put the newest copy there, or erased people could come back from a backup"
            .formatted(vault.path(), found, applied));
  }

  /** The same when this process has read the ledger before. Call under the vault's lock. */
  Replayed catchUp() throws IOException {
    LedgerEnd now = ledger.read(end, this::noteEpoch);
    EpochStore.Applied applied = applied();
    if (applied.lines() != now.lines() || !applied.chain().equals(now.chain())) {
      return replay();
    }
    end = now;
    return Replayed.NOTHING;
  }

  /**
   * Erases those of the subjects that exist; durable in ledger and database when this returns. When
   * it throws, they may or may not be erased, and will be as soon as the ledger that names them is
   * caught up with.
   *
   * @return how many there were
   */
  int erase(Collection<SubjectHash> hashes) {
    return vault.locked(() -> {
      catchUp();
      List<SubjectStore.Row> rows = subjects.find(hashes);
      if (!rows.isEmpty()) {
        LedgerEnd next =
            ledger.append(
                end,
                rows.stream()
                    .map(row ->
                        new LedgerEntry.Erased(
                            clock.instant(), ledger.pseudonym(row.ref().bytes())))
                    .toList());
        subjects.erase(rows, next);
        end = next;
      }
      return rows.size();
    });
  }

  /** Writes down that an epoch is destroyed. Call under the vault's lock, after catching up. */
  void noteDestroyed(int epoch) throws IOException {
    LedgerEnd next =
        ledger.append(end, List.of(new LedgerEntry.EpochDestroyed(clock.instant(), epoch)));
    store.moveTo(next);
    end = next;
    highestEpoch = Math.max(highestEpoch, epoch);
  }

  /** The highest id of an epoch that the ledger calls destroyed; 0 when there is none. */
  int highestEpoch() {
    return highestEpoch;
  }
}
