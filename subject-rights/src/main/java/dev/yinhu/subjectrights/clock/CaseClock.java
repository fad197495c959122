package dev.yinhu.subjectrights.clock;

import dev.yinhu.register.calendar.DayEnd;
import dev.yinhu.register.calendar.Due;
import dev.yinhu.register.calendar.TermCount;
import dev.yinhu.register.calendar.Waits;
import dev.yinhu.register.law.DeadlineRule;
import dev.yinhu.register.law.Laws;
import dev.yinhu.register.law.Stage;
import dev.yinhu.register.law.WaitRule;
import dev.yinhu.subjectrights.CaseType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reads the clocks of cases. Every deadline is counted by itself, in its own unit: profiles are
 * never converted into one another. A deadline stands still only while the person is waited for,
 * and as far as its rule lets it; an extension counts only if the person was told before the
 * deadline as it then was. Immutable; safe for use by many threads.
 */
public final class CaseClock {
  private final Laws laws;
  private final DayEnd days;

  /**
   * @param laws deadlines and calendars in force
   * @param days where days end, {@link DayEnd#CHINA} unless configured
   */
  public CaseClock(Laws laws, DayEnd days) {
    this.laws = laws;
    this.days = days;
  }

  /**
   * How the deadlines of a case stand.
   *
   * @param journal what happened to it; what happened after {@code now} is left out
   * @param now at which instant
   */
  public ClockReading read(CaseType type, ClockJournal journal, Instant now) {
    ClockJournal past = journal.until(now);
    return new ClockReading(
        laws.applyingTo(type.wire()).stream()
            .filter(rule -> rule.stage() == Stage.ACCEPT || rule.stage() == Stage.FINISH)
            .map(rule -> clock(rule, past, now))
            .toList());
  }

  /**
   * What would come of telling the person now that the deadline is put off. The caller writes the
   * event down; it counts for the deadlines that this grants it for.
   */
  public ExtensionAnswer extend(DeadlineRule rule, ClockJournal journal, Instant now) {
    ClockJournal past = journal.until(now);
    int before = extensions(rule, past);
    Due due = due(rule, past, now, before);
    if (rule.extension().isEmpty()) {
      return new ExtensionAnswer.NotForeseen();
    }
    if (before >= rule.extension().get().times()) {
      return new ExtensionAnswer.UsedUp(before);
    }
    return now.isBefore(due.at())
        ? new ExtensionAnswer.Granted(due(rule, past, now, before + 1))
        : new ExtensionAnswer.TooLate(due);
  }

  private RunningClock clock(DeadlineRule rule, ClockJournal past, Instant now) {
    int extensions = extensions(rule, past);
    Due due = due(rule, past, now, extensions);
    return new RunningClock(rule, due, extensions, state(rule, past, now, due));
  }

  /** An extension told too late, or once too often, changes nothing. */
  private int extensions(DeadlineRule rule, ClockJournal past) {
    int most = rule.extension().map(extension -> extension.times()).orElse(0);
    int counted = 0;
    for (ClockEvent.ExtensionTold told : past.extensions()) {
      boolean inTime =
          counted < most
              && told.at().isBefore(due(rule, past.until(told.at()), told.at(), counted).at());
      counted += inTime ? 1 : 0;
    }
    return counted;
  }

  private Due due(DeadlineRule rule, ClockJournal past, Instant now, int extensions) {
    return new TermCount(laws.calendar(rule.calendar()), days)
        .due(past.received(), rule.termAfter(extensions), rule.lastDay(), waits(rule, past, now));
  }

  private static Waits waits(DeadlineRule rule, ClockJournal past, Instant now) {
    return switch (rule.waits()) {
      case WaitRule.Never() -> Waits.NONE;
      case WaitRule.Always() -> past.waits(now);
      case WaitRule.AtMost(var most) -> past.waits(now).atMost(most);
    };
  }

  private static ClockState state(DeadlineRule rule, ClockJournal past, Instant now, Due due) {
    Optional<Instant> done = rule.stage() == Stage.ACCEPT ? past.accepted() : past.finished();
    if (done.isPresent()) {
      return due.isKeptBy(done.get()) ? ClockState.MET : ClockState.LATE;
    }
    if (past.isWaiting() && stands(rule, past, now, due)) {
      return ClockState.PAUSED;
    }
    return due.isKeptBy(now) ? ClockState.RUNNING : ClockState.LATE;
  }

  /**
   * Whether the wait that goes on now makes this clock stand: it began in time and is not used up.
   */
  private static boolean stands(DeadlineRule rule, ClockJournal past, Instant now, Due due) {
    List<Waits.Span> spans = waits(rule, past, now).spans();
    return !spans.isEmpty()
        && !spans.getLast().end().isBefore(now)
        && !spans.getLast().begin().isAfter(due.at());
  }
}
