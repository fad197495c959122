package dev.yinhu.subjectrights.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.register.RegisterSource;
import dev.yinhu.register.calendar.DayEnd;
import dev.yinhu.register.law.Laws;
import dev.yinhu.register.law.Stage;
import dev.yinhu.register.reading.LawReader;
import dev.yinhu.subjectrights.CaseType;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaseClockTest {
  private static final String OWN =
      """
      deadline:
        - {key: own-limit, profile: own, law: L, article: "1", status: verified, for: [copy], stage: finish,
           term: 10 days, last_day: as-it-falls, pause: while-waiting, longest_pause: 2d,
           extension: {term: 5 days, times: 1}}
        - {key: never-waits, profile: ccpa, law: L, article: "2", status: verified, for: [copy], stage: finish,
           term: 45 days, last_day: as-it-falls, pause: never}
      """;
  private static final Laws LAWS =
      LawReader.read(List.of(new RegisterSource("own.yaml", OWN))).laws().orElseThrow();
  private static final CaseClock CLOCK = new CaseClock(LAWS, DayEnd.CHINA);
  private static final ClockJournal RECEIVED = ClockJournal.received(at("2026-03-02T10:00"));

  @Test
  void bothProfilesRunSideBySideAndTheEarlierIsShown() {
    ClockReading reading = CLOCK.read(CaseType.DELETE, RECEIVED, at("2026-03-02T10:00"));
    assertThat(reading.clocks())
        .extracting(clock -> clock.rule().key())
        .containsExactly("cn-000-accept", "cn-000-finish", "cn-003-accept", "cn-003-finish");
    assertThat(reading.clocks())
        .extracting(clock -> clock.due().at())
        .containsExactly(
            at("2026-03-03T10:00"),
            at("2026-03-05T10:00"),
            at("2026-03-06T00:00"),
            at("2026-03-24T00:00"));
    assertThat(reading.earliest(Stage.ACCEPT).orElseThrow().rule().key())
        .isEqualTo("cn-000-accept");
    assertThat(reading.next().orElseThrow().rule().key()).isEqualTo("cn-000-accept");
  }

  /** From the Friday of Spring Festival 72 hours end in the holidays, 3 working days after them. */
  @Test
  void overTheSpringFestivalTheProfilesFallApart() {
    ClockJournal journal = ClockJournal.received(at("2026-02-13T17:00"));
    ClockReading reading = CLOCK.read(CaseType.DELETE, journal, at("2026-02-13T17:00"));
    assertThat(due(reading, "cn-000-finish")).isEqualTo(at("2026-02-16T17:00"));
    assertThat(due(reading, "cn-003-accept")).isEqualTo(at("2026-02-26T00:00"));
    assertThat(due(reading, "cn-003-finish")).isEqualTo(at("2026-03-13T00:00"));
  }

  @Test
  void whatIsDoneAtTheDueInstantIsInTimeAndANanosecondLaterIsNot() {
    Instant due = at("2026-03-03T10:00");
    assertThat(accepted(due)).isEqualTo(ClockState.MET);
    assertThat(accepted(due.plusNanos(1))).isEqualTo(ClockState.LATE);
    assertThat(state(RECEIVED, due, "cn-000-accept")).isEqualTo(ClockState.RUNNING);
    assertThat(state(RECEIVED, due.plusNanos(1), "cn-000-accept")).isEqualTo(ClockState.LATE);
  }

  @Test
  void whatIsFinishedWithoutBeingTakenOnWasTakenOnThen() {
    ClockJournal journal = RECEIVED.with(new ClockEvent.Finished(at("2026-03-02T11:00")));
    assertThat(CLOCK.read(CaseType.DELETE, journal, at("2026-04-01T00:00")).profiles())
        .containsEntry("CN-000", ClockState.MET)
        .containsEntry("CN-003", ClockState.MET);
  }

  @Test
  void aProfileIsAsGoodAsItsWorstDeadline() {
    ClockJournal journal =
        RECEIVED
            .with(new ClockEvent.Accepted(at("2026-03-04T10:00")))
            .with(new ClockEvent.Finished(at("2026-03-05T10:00")));
    assertThat(CLOCK.read(CaseType.DELETE, journal, at("2026-04-01T00:00")).profiles())
        .containsEntry("CN-000", ClockState.LATE)
        .containsEntry("CN-003", ClockState.MET);
  }

  @Test
  void aClockStandsWhileThePersonIsWaitedForUnlessItsRuleSaysOtherwise() {
    ClockJournal asked = RECEIVED.with(new ClockEvent.SubjectAsked(at("2026-03-03T10:00")));
    ClockReading reading = CLOCK.read(CaseType.COPY, asked, at("2026-03-04T10:00"));
    assertThat(state(reading, "cn-000-finish")).isEqualTo(ClockState.PAUSED);
    assertThat(due(reading, "cn-000-finish")).isEqualTo(at("2026-03-06T10:00"));
    assertThat(state(reading, "cn-003-finish")).isEqualTo(ClockState.PAUSED);
    assertThat(state(reading, "never-waits")).isEqualTo(ClockState.RUNNING);
    assertThat(state(reading, "cn-000-accept")).isEqualTo(ClockState.LATE);

    ClockJournal answered = asked.with(new ClockEvent.SubjectAnswered(at("2026-03-04T12:00")));
    ClockReading later = CLOCK.read(CaseType.COPY, answered, at("2026-03-05T10:00"));
    assertThat(due(later, "cn-000-finish")).isEqualTo(at("2026-03-06T12:00"));
    assertThat(due(later, "cn-003-finish")).isEqualTo(at("2026-03-25T00:00"));
    assertThat(state(later, "cn-000-finish")).isEqualTo(ClockState.RUNNING);
  }

  @Test
  void whatWasLateWhenThePersonWasAskedStaysLate() {
    ClockJournal asked = RECEIVED.with(new ClockEvent.SubjectAsked(at("2026-03-06T10:00")));
    assertThat(state(asked, at("2026-03-07T10:00"), "cn-000-finish")).isEqualTo(ClockState.LATE);
  }

  @Test
  void aLimitStandsNoLongerThanItsLawLets() {
    ClockJournal asked = RECEIVED.with(new ClockEvent.SubjectAsked(at("2026-03-03T10:00")));
    assertThat(state(asked, at("2026-03-05T09:00"), "own-limit")).isEqualTo(ClockState.PAUSED);
    ClockReading later = CLOCK.read(CaseType.COPY, asked, at("2026-03-20T10:00"));
    assertThat(due(later, "own-limit")).isEqualTo(at("2026-03-15T00:00"));
    assertThat(state(later, "own-limit")).isEqualTo(ClockState.LATE);
    assertThat(state(later, "cn-003-finish")).isEqualTo(ClockState.PAUSED);
  }

  @Test
  void aDeadlineIsPutOffOnlyByTellingBeforeItIsDue() {
    var rule = LAWS.deadline("own-limit").orElseThrow();
    Instant due = at("2026-03-13T00:00");
    assertThat(CLOCK.extend(rule, RECEIVED, due.minusNanos(1)))
        .isInstanceOfSatisfying(
            ExtensionAnswer.Granted.class,
            granted -> assertThat(granted.due().at()).isEqualTo(at("2026-03-18T00:00")));
    assertThat(CLOCK.extend(rule, RECEIVED, due)).isInstanceOf(ExtensionAnswer.TooLate.class);
    assertThat(
            CLOCK.extend(
                LAWS.deadline("never-waits").orElseThrow(), RECEIVED, at("2026-03-03T00:00")))
        .isInstanceOf(ExtensionAnswer.NotForeseen.class);

    assertThat(dueTold(due.minusNanos(1))).isEqualTo(at("2026-03-18T00:00"));
    assertThat(dueTold(due)).isEqualTo(due);
  }

  @Test
  void aDeadlineIsPutOffAsOftenAsItsRuleLets() {
    ClockJournal twice = RECEIVED.with(told("2026-03-05T00:00")).with(told("2026-03-06T00:00"));
    ClockReading reading = CLOCK.read(CaseType.COPY, twice, at("2026-03-07T00:00"));
    assertThat(due(reading, "own-limit")).isEqualTo(at("2026-03-18T00:00"));
    assertThat(due(reading, "never-waits")).isEqualTo(at("2026-04-17T00:00"));
    assertThat(
            CLOCK.extend(LAWS.deadline("own-limit").orElseThrow(), twice, at("2026-03-07T00:00")))
        .isEqualTo(new ExtensionAnswer.UsedUp(1));
  }

  @Test
  void oneMonthAndTwoMoreOfEuropeanLawAreThreeMonthsFromTheBeginning() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    Laws laws = LAWS.overriddenBy(switchedOn("gdpr-12-3"));
    CaseClock clock = new CaseClock(laws, new DayEnd(berlin, java.util.Optional.empty()));
    Instant begin = LocalDateTime.parse("2026-01-30T12:00").atZone(berlin).toInstant();
    ClockJournal journal = ClockJournal.received(begin);
    Instant told = LocalDateTime.parse("2026-02-20T12:00").atZone(berlin).toInstant();
    // 28 February 2026 is a Saturday, so one month ends with Monday, 2 March
    assertThat(due(clock.read(CaseType.COPY, journal, begin), "gdpr-12-3"))
        .isEqualTo(LocalDateTime.parse("2026-03-03T00:00").atZone(berlin).toInstant());
    ClockJournal put = journal.with(new ClockEvent.ExtensionTold(told, ExtensionReason.COMPLEX));
    // over the change to summer time
    assertThat(due(clock.read(CaseType.COPY, put, told), "gdpr-12-3"))
        .isEqualTo(LocalDateTime.parse("2026-05-01T00:00").atZone(berlin).toInstant());
  }

  @Test
  void countingIntoAYearWithoutNoticeIsSaid() {
    ClockJournal journal = ClockJournal.received(at("2026-12-25T10:00"));
    ClockReading reading = CLOCK.read(CaseType.DELETE, journal, at("2026-12-25T10:00"));
    assertThat(reading.clocks())
        .filteredOn(clock -> clock.due().provisional())
        .extracting(clock -> clock.rule().key())
        .containsExactly("cn-003-finish");
  }

  @Test
  void whatHappensAfterTheInstantIsNotSeen() {
    ClockJournal journal = RECEIVED.with(new ClockEvent.Finished(at("2026-03-20T10:00")));
    assertThat(state(journal, at("2026-03-04T10:00"), "cn-000-finish"))
        .isEqualTo(ClockState.RUNNING);
  }

  @Test
  void eventsThatCannotHaveHappenedSoAreRefused() {
    Instant later = at("2026-03-03T10:00");
    assertThatThrownBy(() -> new ClockJournal(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RECEIVED.with(new ClockEvent.Received(later)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RECEIVED.with(new ClockEvent.Accepted(at("2026-03-01T10:00"))))
        .hasMessageContaining("later stands later");
    assertThatThrownBy(() -> RECEIVED.with(new ClockEvent.SubjectAnswered(later)))
        .hasMessageContaining("was not asked");
    ClockJournal asked = RECEIVED.with(new ClockEvent.SubjectAsked(later));
    assertThatThrownBy(() -> asked.with(new ClockEvent.SubjectAsked(later)))
        .hasMessageContaining("asked already");
    ClockJournal done = asked.with(new ClockEvent.Finished(later));
    assertThatThrownBy(() -> done.with(new ClockEvent.Accepted(later)))
        .hasMessageContaining("finished");
  }

  private static Laws switchedOn(String key) {
    String text =
        """
        deadline:
          - {key: %s, law: GDPR, article: "12(3)", status: secondary, for: [copy], stage: finish,
             term: 1 month, calendar: eu, extension: {term: 2 months}}
        """
            .formatted(key);
    return LawReader.read(List.of(new RegisterSource("on.yaml", text))).laws().orElseThrow();
  }

  private static ClockEvent told(String at) {
    return new ClockEvent.ExtensionTold(at(at), ExtensionReason.MANY_REQUESTS);
  }

  private static Instant dueTold(Instant told) {
    ClockJournal journal =
        RECEIVED.with(new ClockEvent.ExtensionTold(told, ExtensionReason.COMPLEX));
    return due(CLOCK.read(CaseType.COPY, journal, told), "own-limit");
  }

  private static ClockState accepted(Instant when) {
    return state(RECEIVED.with(new ClockEvent.Accepted(when)), when, "cn-000-accept");
  }

  private static ClockState state(ClockJournal journal, Instant now, String key) {
    return state(CLOCK.read(CaseType.COPY, journal, now), key);
  }

  private static ClockState state(ClockReading reading, String key) {
    return clock(reading, key).state();
  }

  private static Instant due(ClockReading reading, String key) {
    return clock(reading, key).due().at();
  }

  private static RunningClock clock(ClockReading reading, String key) {
    return reading.clocks().stream()
        .filter(clock -> clock.rule().key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(ZoneId.of("Asia/Shanghai")).toInstant();
  }
}
