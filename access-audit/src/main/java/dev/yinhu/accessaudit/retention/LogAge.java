package dev.yinhu.accessaudit.retention;

import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.tile.TilePath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How old the beginning of the log is at one moment, and how much of that its own course shows.
 * Knows neither rules nor holds, so whatever is wrong with those, this can be told. Reads little;
 * for one thread.
 */
final class LogAge {
  private final RetentionStore store;
  private final Instant now;
  private final AgeBy ageBy;
  private final long from;
  private final long size;
  private final List<Pause> pauses;
  private final List<Pause> everyPause;

  /**
   * Looks at the log.
   *
   * @param size of the log
   * @param now by the clock
   * @throws AuditException when it meets a gap in the log
   */
  LogAge(RetentionStore store, long size, Instant now, AgeBy ageBy) {
    this.store = store;
    this.now = now;
    this.ageBy = ageBy;
    this.size = size;
    this.from = store.boundary();
    this.pauses = size == 0 ? List.of() : LogCourse.pauses(store::commit, from, size, now);
    List<Pause> every = new ArrayList<>(pauses);
    every.addAll(store.pauses());
    this.everyPause = List.copyOf(every);
  }

  /** The boundary in force. */
  long from() {
    return from;
  }

  /** The pauses above the boundary in force, the oldest first. */
  List<Pause> pauses() {
    return pauses;
  }

  /** The time that counts. */
  LogTime time() {
    return switch (ageBy) {
      case CLOCK -> LogTime.byClock(now);
      case LOG -> LogTime.byLog(now, everyPause);
    };
  }

  /** What the policy lets go was committed before this moment. */
  Instant committedBefore(RetentionPolicy policy) {
    return committedBefore(time(), policy);
  }

  private static Instant committedBefore(LogTime time, RetentionPolicy policy) {
    return time.committedBefore(policy.standard(), policy.zone());
  }

  /** The boundary up to which everything was committed before this moment. */
  long boundary(Instant committedBefore) {
    long firstYoung = store.firstYoung(from, committedBefore).orElse(size - 1);
    long end = Math.min(firstYoung, size - 1);
    return Math.max(from, end - Math.floorMod(end, TilePath.FULL));
  }

  /**
   * The entries that are old enough only if the pauses were lived through. The days that are waited
   * beyond the term when nobody looks are none of it: they pass by themselves.
   */
  Doubt doubt(RetentionPolicy policy) {
    if (pauses.isEmpty()) {
      return new Doubt(pauses, 0);
    }
    LogTime lived = ageBy == AgeBy.CLOCK ? time() : LogTime.byLog(now, List.of());
    LogTime shown = ageBy == AgeBy.LOG ? time() : LogTime.byClock(now).without(everyPause);
    long certain = boundary(committedBefore(shown, policy));
    return new Doubt(pauses, Math.max(0, boundary(committedBefore(lived, policy)) - certain));
  }
}
