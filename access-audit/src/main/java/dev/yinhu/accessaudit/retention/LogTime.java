package dev.yinhu.accessaudit.retention;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What time it is when one asks how old an entry is. By the clock, it is now. By the log's own
 * course, pauses since the entry do not count, and {@link LogCourse#LONGEST} is waited beyond: so
 * whatever a clock was set forward by, once, nothing is taken for over before it is. Immutable.
 */
final class LogTime {
  private final Instant now;
  private final List<Pause> pauses;

  private LogTime(Instant now, List<Pause> pauses) {
    this.now = now;
    this.pauses = new ArrayList<>(pauses);
    this.pauses.sort(Comparator.comparing(Pause::ended).reversed());
  }

  /** Somebody looked at the clock and says that it is right. */
  static LogTime byClock(Instant now) {
    return new LogTime(now, List.of());
  }

  /**
   * Nobody looked at the clock.
   *
   * @param pauses of the log, in any order
   */
  static LogTime byLog(Instant now, List<Pause> pauses) {
    return new LogTime(now.minus(LogCourse.LONGEST), pauses);
  }

  /** The same, when these pauses count for nothing either. */
  LogTime without(List<Pause> more) {
    List<Pause> all = new ArrayList<>(pauses);
    all.addAll(more);
    return new LogTime(now, all);
  }

  /** Now, for what was committed then. */
  private Instant nowFor(Instant committed) {
    Duration paused = Duration.ZERO;
    for (Pause pause : pauses) {
      if (pause.ended().isAfter(committed)) {
        paused = paused.plus(pause.length());
      }
    }
    return now.minus(paused);
  }

  /** Today, for what was placed or committed then. */
  LocalDate todayFor(Instant then, ZoneId zone) {
    return LocalDate.ofInstant(nowFor(then), zone);
  }

  /** Whether what was committed then need not be kept any more. */
  boolean isOver(Term term, Instant committed, ZoneId zone) {
    return term.isOver(committed, nowFor(committed), zone);
  }

  /**
   * Everything that was committed before this moment need not be kept any more. Asked for each
   * pause, the oldest first: months are not of one length, so what is older may end later.
   */
  Instant committedBefore(Term term, ZoneId zone) {
    Duration later = pauses.stream().map(Pause::length).reduce(Duration.ZERO, Duration::plus);
    for (Pause pause : pauses.reversed()) {
      Instant before = term.committedBefore(now.minus(later), zone);
      if (!before.isAfter(pause.began())) {
        // The last entry ahead of this pause is to be kept, and so is whatever follows it.
        return before;
      }
      later = later.minus(pause.length());
    }
    return term.committedBefore(now, zone);
  }
}
