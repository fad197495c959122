package dev.yinhu.subjectrights.cases;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;

/**
 * Takes out of requests that ended long ago what belongs to a person: the reference in the access
 * log, the proof of who asked, the journal of the work with evidence of staff. Type, times, states
 * and reasons stay for figures, certificates for whoever has to show them, and keyed hashes of the
 * erased for backups; what people decided about their consent is a history of its own. A request is
 * left as it is while a law keeps data of its person, a restriction is in force, its package can be
 * taken, or its person is still to be told something. Safe for use by many threads and nodes;
 * blocks.
 */
public final class ForgottenCases {
  private static final int TOGETHER = 500;

  private final ForgottenCaseStore store;
  private final Duration keep;
  private final InstantSource clock;

  /**
   * The schema {@code rights} is migrated.
   *
   * @param keep how long a request is kept as it was after its end
   */
  public ForgottenCases(Jdbi jdbi, Duration keep, InstantSource clock) {
    this.store = new ForgottenCaseStore(jdbi);
    this.keep = keep;
    this.clock = clock;
  }

  /** What ended before this is forgotten now. */
  public Instant before() {
    return clock.instant().minus(keep);
  }

  /** Whether the time of any is over. */
  public boolean isAnyDue() {
    return store.isAnyDue(before());
  }

  /**
   * Forgets all whose time is over, some hundred at a time; durable after each.
   *
   * @return how many
   */
  public long forget() {
    long all = 0;
    int some = TOGETHER;
    while (some == TOGETHER) {
      some = store.forget(before(), TOGETHER);
      all += some;
    }
    return all;
  }
}
