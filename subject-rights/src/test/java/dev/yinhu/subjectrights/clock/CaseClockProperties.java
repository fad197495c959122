package dev.yinhu.subjectrights.clock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.register.RegisterSource;
import dev.yinhu.register.calendar.DayEnd;
import dev.yinhu.register.law.DeadlineRule;
import dev.yinhu.register.law.Laws;
import dev.yinhu.register.reading.LawReader;
import dev.yinhu.subjectrights.CaseType;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class CaseClockProperties {
  private static final Instant BEGIN = Instant.parse("2026-01-20T03:00:00Z");
  static final int MOST_HOURS = 24 * 40;
  private static final Laws LAWS =
      LawReader.read(
              List.of(
                  new RegisterSource(
                      "own.yaml",
                      """
                      deadline:
                        - {key: put-off, law: L, article: "1", status: verified, for: [copy], stage: finish,
                           term: 10 days, pause: while-waiting, longest_pause: 3d,
                           extension: {term: 7 days, times: 2}}
                      """)))
          .laws()
          .orElseThrow();
  private static final CaseClock CLOCK = new CaseClock(LAWS, DayEnd.CHINA);

  @Property(tries = 60)
  void waitingNeverMakesAnythingDueEarlier(
      @ForAll @Size(4) List<@IntRange(min = 0, max = MOST_HOURS) Integer> hours,
      @ForAll @IntRange(min = 0, max = MOST_HOURS) int read) {
    ClockReading plain = CLOCK.read(CaseType.COPY, ClockJournal.received(BEGIN), at(read));
    ClockReading waited = CLOCK.read(CaseType.COPY, waiting(hours), at(read));
    for (int i = 0; i < plain.clocks().size(); i++) {
      assertThat(waited.clocks().get(i).due().at())
          .isAfterOrEqualTo(plain.clocks().get(i).due().at());
    }
  }

  @Property(tries = 60)
  void dueTimesNeverGoBackAndWhatIsLateStaysLate(
      @ForAll @Size(4) List<@IntRange(min = 0, max = MOST_HOURS) Integer> hours,
      @ForAll @IntRange(min = 0, max = MOST_HOURS) int first,
      @ForAll @IntRange(min = 0, max = MOST_HOURS) int more) {
    ClockReading one = CLOCK.read(CaseType.COPY, waiting(hours), at(first));
    ClockReading two = CLOCK.read(CaseType.COPY, waiting(hours), at(first + more));
    for (int i = 0; i < one.clocks().size(); i++) {
      RunningClock before = one.clocks().get(i);
      RunningClock after = two.clocks().get(i);
      assertThat(after.due().at()).isAfterOrEqualTo(before.due().at());
      if (before.state() == ClockState.LATE) {
        assertThat(after.state()).isEqualTo(ClockState.LATE);
      }
    }
  }

  @Property(tries = 60)
  void tellingWhenItIsDueOrLaterPutsNothingOff(
      @ForAll @IntRange(min = 0, max = MOST_HOURS) int told) {
    DeadlineRule rule = LAWS.deadline("put-off").orElseThrow();
    ClockJournal journal = ClockJournal.received(BEGIN);
    Instant due = due(journal, at(told));
    ClockJournal after =
        journal.with(new ClockEvent.ExtensionTold(at(told), ExtensionReason.COMPLEX));
    boolean inTime = at(told).isBefore(due);
    assertThat(CLOCK.extend(rule, journal, at(told)) instanceof ExtensionAnswer.Granted)
        .isEqualTo(inTime);
    assertThat(due(after, at(told)).isAfter(due)).isEqualTo(inTime);
  }

  private static Instant due(ClockJournal journal, Instant now) {
    return CLOCK.read(CaseType.COPY, journal, now).clocks().stream()
        .filter(clock -> clock.rule().key().equals("put-off"))
        .findFirst()
        .orElseThrow()
        .due()
        .at();
  }

  private static ClockJournal waiting(List<Integer> hours) {
    List<Integer> sorted = hours.stream().sorted().toList();
    ClockJournal journal = ClockJournal.received(BEGIN);
    for (int i = 0; i < sorted.size(); i += 2) {
      journal =
          journal
              .with(new ClockEvent.SubjectAsked(at(sorted.get(i))))
              .with(new ClockEvent.SubjectAnswered(at(sorted.get(i + 1))));
    }
    return journal;
  }

  private static Instant at(int hours) {
    return BEGIN.plusSeconds(hours * 3600L);
  }
}
