package dev.yinhu.subjectrights.indicator;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * Figures frozen for good: one snapshot a period, never overwritten. Durable when {@link #freeze}
 * returns; of two nodes that freeze the same period at once, one does. Safe for use by many
 * threads.
 */
public final class Snapshots {
  private final SnapshotStore store;
  private final InstantSource clock;

  /**
   * @param jdbi a database with the tables of this module
   * @param clock tells whether a period is over
   */
  public Snapshots(Jdbi jdbi, InstantSource clock) {
    this.store = new SnapshotStore(jdbi);
    this.clock = clock;
  }

  /**
   * Freezes the figures of a period that is over.
   *
   * @param facts the cases that ended in it; others are left out
   */
  public FreezeAnswer freeze(Period period, List<CaseFact> facts) {
    if (clock.instant().isBefore(period.end())) {
      return new FreezeAnswer.NotOver();
    }
    Snapshot now = Indicators.of(period, facts);
    if (store.add(now, clock.instant())) {
      return new FreezeAnswer.Frozen(now);
    }
    Snapshot before = store.find(period).orElseThrow();
    return before.equals(now)
        ? new FreezeAnswer.SameBefore(before)
        : new FreezeAnswer.OthersBefore(before, now);
  }

  /** What is frozen, the oldest first. */
  public List<Frozen> list() {
    return store.list();
  }

  /**
   * Has this node alone do something with them; nothing happens while another node does.
   *
   * @return whether it was done
   */
  public boolean alone(Runnable work) {
    return store.alone(work);
  }

  /** What is frozen for the period. */
  public Optional<Snapshot> find(Period period) {
    return store.find(period);
  }

  /** Computes the figures again and compares. */
  public SnapshotCheck verify(Period period, List<CaseFact> facts) {
    Snapshot computed = Indicators.of(period, facts);
    return find(period)
        .map(frozen ->
            frozen.equals(computed)
                ? new SnapshotCheck.Same()
                : new SnapshotCheck.Different(frozen, computed))
        .orElseGet(SnapshotCheck.Missing::new);
  }
}
