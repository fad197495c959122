package dev.yinhu.subjectrights.cases;

import dev.yinhu.subjectrights.clock.CaseClock;
import dev.yinhu.subjectrights.clock.StaffTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * Finds cases that wait for staff longer than {@link StaffTime} gives them. Each is written into
 * its history once for each time that it waits, whatever nodes look. Safe for use by many threads
 * and nodes; blocks.
 */
public final class LateStaff {
  /** Looked at together, those first who wait longest. */
  private static final int TOGETHER = 1_000;

  private static final String BY_ITSELF = "yinhu";

  private final CaseStore cases;
  private final LateStaffStore store;
  private final CaseClock clocks;
  private final StaffTime time;
  private final InstantSource clock;

  /** The schema {@code rights} is migrated. */
  public LateStaff(Jdbi jdbi, CaseClock clocks, StaffTime time, InstantSource clock) {
    this.cases = new CaseStore(jdbi);
    this.store = new LateStaffStore(jdbi);
    this.clocks = clocks;
    this.time = time;
    this.clock = clock;
  }

  /** Until when staff are to answer; empty when the case does not wait for them. */
  public Optional<Instant> due(Case known) {
    if (known.state() != CaseState.NEEDS_HUMAN) {
      return Optional.empty();
    }
    var journal = ClockEvents.journal(known.requester(), cases.history(known.id()));
    return Optional.of(
        time.due(known.since(), clocks.read(known.type(), journal, clock.instant())));
  }

  /** Those with which staff are late and whose history does not say it yet. */
  public List<Case> untold() {
    return store.untold(TOGETHER).stream()
        .flatMap(id -> cases.find(id).stream())
        .filter(this::isLate)
        .toList();
  }

  private boolean isLate(Case known) {
    return due(known).filter(due -> due.isBefore(clock.instant())).isPresent();
  }

  /**
   * Writes into the history of the case that staff are late; durable when it returns.
   *
   * @return whether this call wrote it: another node, or an answer, may have been quicker
   */
  public boolean tell(Case known) {
    try {
      cases.apply(known.id(), new CaseEvent.StaffLate(), BY_ITSELF, clock.instant());
      return true;
    } catch (ChangeRefused changedMeanwhile) {
      return false;
    }
  }

  /** How many wait now that are late. */
  public long count() {
    return store.told();
  }
}
