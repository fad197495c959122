package dev.yinhu.crypto;

import dev.yinhu.crypto.epoch.Ledger;
import dev.yinhu.crypto.epoch.LedgerEntry;
import dev.yinhu.crypto.epoch.LedgerHash;
import dev.yinhu.crypto.epoch.LedgerLine;
import dev.yinhu.crypto.epoch.VaultException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies the lines of the ledger that a database has not seen, one reading of the subject table
 * for every 250,000 of them. May be broken off and begun again: the database's count moves only
 * when all is done. For one use by one thread.
 */
final class Replay implements Consumer<LedgerLine> {
  private static final Logger LOG = LoggerFactory.getLogger(Replay.class);
  private static final int MOST_PENDING = 250_000;
  private static final int DELETED_AT_ONCE = 1_000;
  private static final long TOLD_EVERY = 1_000_000;

  private final EpochStore.Applied applied;
  private final Ledger ledger;
  private final SubjectStore subjects;
  private final EpochStore store;
  private final InstantSource clock;
  private final Set<LedgerHash> pending = new HashSet<>();
  private long lines;
  private long erased;

  Replay(
      EpochStore.Applied applied,
      Ledger ledger,
      SubjectStore subjects,
      EpochStore store,
      InstantSource clock) {
    this.applied = applied;
    this.ledger = ledger;
    this.subjects = subjects;
    this.store = store;
    this.clock = clock;
  }

  @Override
  public void accept(LedgerLine line) {
    if (line.number() == applied.lines() && !line.chain().equals(applied.chain())) {
      throw new VaultException(
          "line %d of the erasure ledger is not the one that the database has applied: the two went different ways; put the ledger there that this database was used with"
              .formatted(line.number()));
    }
    if (line.number() <= applied.lines()) {
      return;
    }
    lines++;
    switch (line.entry()) {
      case LedgerEntry.Erased gone -> pending.add(gone.pseudonym());
      case LedgerEntry.EpochDestroyed gone -> store.setDestroyed(gone.epoch(), clock.instant());
    }
    if (pending.size() == MOST_PENDING) {
      eraseAgain();
    }
  }

  /** Applies what is left. */
  Erasures.Replayed finish() {
    eraseAgain();
    return new Erasures.Replayed(lines, erased);
  }

  private void eraseAgain() {
    if (pending.isEmpty()) {
      return;
    }
    List<SubjectRef> back = returned();
    for (int from = 0; from < back.size(); from += DELETED_AT_ONCE) {
      int to = Math.min(back.size(), from + DELETED_AT_ONCE);
      erased += subjects.eraseAgain(back.subList(from, to));
    }
    pending.clear();
  }

  private List<SubjectRef> returned() {
    List<SubjectRef> found = new ArrayList<>();
    long[] seen = {0};
    subjects.forEachRef(ref -> {
      if (pending.contains(ledger.pseudonym(ref.bytes()))) {
        found.add(ref);
      }
      if (++seen[0] % TOLD_EVERY == 0) {
        LOG.info("Replaying the erasure ledger: {} subjects compared", seen[0]);
      }
    });
    return found;
  }
}
