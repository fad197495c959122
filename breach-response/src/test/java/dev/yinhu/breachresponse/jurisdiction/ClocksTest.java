package dev.yinhu.breachresponse.jurisdiction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.breachresponse.jurisdiction.ClockReading.State;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClocksTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final Jurisdictions LAWS = Jurisdictions.shipped();
  private static final DutyName PROVINCIAL = DutyName.parse("CN-CAC/provincial");
  private static final DutyName AUTHORITY = DutyName.parse("CN-PIPL/authority");
  private static final Instant AWARE = Instant.parse("2026-03-01T02:00:00Z");
  private static final ClockStarts.Start GOING_ON = new ClockStarts.Start(AWARE, Optional.empty());

  @ParameterizedTest
  @CsvSource({
    "PT1H, 2026-02-28T15:30:00.001Z, 2026-02-28T16:30:00.001Z, Asia/Shanghai",
    "PT4H, 2026-12-31T15:00:00Z, 2026-12-31T19:00:00Z, Asia/Shanghai",
    "PT24H, 2028-02-28T16:00:00Z, 2028-02-29T16:00:00Z, Asia/Shanghai",
    // Hours are elapsed hours when the clock is set forward and back.
    "PT72H, 2026-03-27T10:00:00Z, 2026-03-30T10:00:00Z, Europe/Berlin",
    "PT72H, 2026-10-23T10:00:00Z, 2026-10-26T10:00:00Z, Europe/Berlin",
    // Days are those of the calendar, to the same time of day.
    "P3D, 2026-03-27T10:00:00Z, 2026-03-30T09:00:00Z, Europe/Berlin",
    "P3D, 2026-10-23T10:00:00Z, 2026-10-26T11:00:00Z, Europe/Berlin",
    "P30D, 2026-01-31T02:00:00.123Z, 2026-03-02T02:00:00.123Z, Asia/Shanghai",
    "P30D, 2028-01-31T02:00:00.123Z, 2028-03-01T02:00:00.123Z, Asia/Shanghai",
    "P30D, 2026-02-28T15:59:59.999Z, 2026-03-30T15:59:59.999Z, Asia/Shanghai",
    "P30D, 2026-12-02T00:00:00Z, 2027-01-01T00:00:00Z, Asia/Shanghai",
    "P1M, 2026-01-31T02:00:00Z, 2026-02-28T02:00:00Z, Asia/Shanghai",
    "P1M, 2028-01-31T02:00:00Z, 2028-02-29T02:00:00Z, Asia/Shanghai",
    // The 31st in Shanghai is the 30th in UTC: the day is that of the zone.
    "P1M, 2026-01-30T17:00:00Z, 2026-02-27T17:00:00Z, Asia/Shanghai",
    "P1M, 2026-01-30T17:00:00Z, 2026-02-28T17:00:00Z, UTC",
    "P1Y, 2028-02-29T02:00:00Z, 2029-02-28T02:00:00Z, Asia/Shanghai",
    "P1DT12H, 2026-03-31T00:00:00Z, 2026-04-01T12:00:00Z, Asia/Shanghai",
  })
  void aSpanEndsWhereTheCalendarSays(String span, Instant start, Instant end, String zone) {
    assertThat(Span.parse(span).after(start, ZoneId.of(zone))).isEqualTo(end);
    assertThat(Span.parse(span)).hasToString(span.equals("PT72H") ? "PT72H" : span);
  }

  @ParameterizedTest
  @ValueSource(strings = {"P0D", "PT0S", "-P1D", "PT-4H", "P11Y", "P200M", "PT100000H"})
  void aSpanIsMoreThanNothingAndTenYearsAtMost(String text) {
    assertThatThrownBy(() -> Span.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"4 hours", "", "T", "PT", "P1DT"})
  void whatIsNoSpanIsRefused(String text) {
    assertThatThrownBy(() -> Span.parse(text)).isInstanceOf(DateTimeParseException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "CN-CAC/provincial, 2026-03-01T06:00:00Z, true",
    "CN-CAC/infrastructure, 2026-03-01T03:00:00Z, true",
    "CN-CAC/central, 2026-03-01T04:00:00Z, true",
    "CN-NDR/vulnerability, 2026-03-02T02:00:00Z, true",
    "CN-NDR/police, 2026-03-02T02:00:00Z, false",
    "CN-PIPL/authority, 2026-03-02T02:00:00Z, false",
    "CN-PIPL/individuals, 2026-03-04T02:00:00Z, false",
    "CN-MINORS/guardians, 2026-03-04T02:00:00Z, false",
    "EU-GDPR/authority, 2026-03-04T02:00:00Z, true",
    "EU-GDPR/individuals, 2026-03-04T02:00:00Z, false",
  })
  void everyClockIsDueToTheMillisecond(String duty, Instant due, boolean byLaw) {
    Clock clock =
        Clock.sinceAwareness(LAWS.duty(DutyName.parse(duty)).orElseThrow(), AWARE, SHANGHAI);
    ClockBook book = book(List.of(assessment(1, AWARE, clock)));

    assertThat(clock.due()).isEqualTo(due);
    assertThat(clock.byLaw()).isEqualTo(byLaw);
    assertThat(state(book, due.minusMillis(1))).isEqualTo(State.RUNNING);
    assertThat(state(book, due)).isEqualTo(State.RUNNING);
    assertThat(state(book, due.plusMillis(1))).isEqualTo(State.OVERDUE);
  }

  @Test
  void theClockOfAThresholdHasRunSinceAwarenessWhenItAppears() {
    Instant second = AWARE.plus(Duration.ofHours(5));
    List<Assessment> assessments = new ArrayList<>();
    assessments.add(assessed(1, AWARE, 999_999));
    assertThat(duties(book(assessments), second))
        .containsOnly(AUTHORITY, DutyName.parse("CN-PIPL/individuals"));

    assessments.add(assessed(2, second, 1_000_000));

    ClockReading cac = reading(book(assessments), PROVINCIAL, second);
    assertThat(cac.clock().start()).isEqualTo(AWARE);
    assertThat(cac.appeared()).isEqualTo(second);
    assertThat(cac.state()).isEqualTo(State.OVERDUE);
    assertThat(cac.elapsed()).isEqualTo(Duration.ofHours(5));
  }

  @Test
  void aClockThatLapsesRunsOnInCaseItHoldsAgain() {
    Instant later = AWARE.plus(Duration.ofHours(1));
    List<Assessment> assessments =
        new ArrayList<>(List.of(assessed(1, AWARE, 1_000_000), assessed(2, later, 999_999)));
    assertThat(reading(book(assessments), PROVINCIAL, later).state()).isEqualTo(State.LAPSED);

    assessments.add(assessed(3, later, 1_000_001));

    ClockReading again = reading(book(assessments), PROVINCIAL, AWARE.plus(Duration.ofHours(4)));
    assertThat(again.state()).isEqualTo(State.RUNNING);
    assertThat(again.elapsed()).isEqualTo(Duration.ofHours(4));
    assertThat(again.appeared()).isEqualTo(AWARE);
  }

  @Test
  void theFinalReportIsDueThirtyDaysAfterHandlingEnded() {
    Instant handled = Instant.parse("2028-01-31T09:00:00.500Z");
    ClockBook open = book(List.of(assessed(1, AWARE, 1_000_000)));
    ClockBook over =
        new ClockBook(
            open.assessments(),
            List.of(),
            Set.of(),
            new ClockStarts.Start(AWARE, Optional.of(handled)));
    Instant due = Instant.parse("2028-03-01T09:00:00.500Z");

    assertThat(open.read(LAWS, SHANGHAI, due))
        .noneMatch(each -> each.clock().stage() == Stage.FINAL);
    assertThat(last(over, due).state()).isEqualTo(State.RUNNING);
    assertThat(last(over, due.plusMillis(1)).state()).isEqualTo(State.OVERDUE);
    assertThat(last(over, due).clock().due()).isEqualTo(due);
  }

  @Test
  void whatWasDoneStaysDoneAndWhatIsTakenBackHasRunOn() {
    Instant at = AWARE.plus(Duration.ofHours(1));
    Instant now = AWARE.plus(Duration.ofHours(9));
    Fulfilment first = new Fulfilment(PROVINCIAL, Stage.FIRST, at, "dpo", Optional.empty(), false);
    Fulfilment back = new Fulfilment(PROVINCIAL, Stage.FIRST, at, "dpo", Optional.empty(), true);
    List<Assessment> assessments = List.of(assessed(1, AWARE, 1_000_000));

    ClockReading done =
        reading(new ClockBook(assessments, List.of(first), Set.of(), GOING_ON), PROVINCIAL, now);
    ClockReading undone =
        reading(
            new ClockBook(assessments, List.of(first, back), Set.of(), GOING_ON), PROVINCIAL, now);

    assertThat(done.state()).isEqualTo(State.DONE);
    assertThat(done.elapsed()).isEqualTo(Duration.ofHours(1));
    assertThat(undone.state()).isEqualTo(State.OVERDUE);
    assertThat(undone.elapsed()).isEqualTo(Duration.ofHours(9));
  }

  private static Assessment assessed(long number, Instant at, long persons) {
    Facts facts =
        new Facts(persons, 0, 0, 0, CacLevel.GENERAL, Set.of(Circumstance.PERSONAL_INFORMATION));
    List<Clock> clocks =
        LAWS.inForce(facts).stream()
            .map(duty -> Clock.sinceAwareness(duty, AWARE, SHANGHAI))
            .toList();
    return new Assessment(number, at, "dpo", AWARE, facts, clocks);
  }

  private static Assessment assessment(long number, Instant at, Clock clock) {
    Facts facts = new Facts(0, 0, 0, 0, CacLevel.GENERAL, Set.of());
    return new Assessment(number, at, "dpo", AWARE, facts, List.of(clock));
  }

  private static ClockBook book(List<Assessment> assessments) {
    return new ClockBook(assessments, List.of(), Set.of(), GOING_ON);
  }

  private static State state(ClockBook book, Instant now) {
    return book.read(LAWS, SHANGHAI, now).getFirst().state();
  }

  private static List<DutyName> duties(ClockBook book, Instant now) {
    return book.read(LAWS, SHANGHAI, now).stream().map(each -> each.clock().duty()).toList();
  }

  private static ClockReading reading(ClockBook book, DutyName duty, Instant now) {
    return book.read(LAWS, SHANGHAI, now).stream()
        .filter(each -> each.clock().duty().equals(duty))
        .findFirst()
        .orElseThrow();
  }

  private static ClockReading last(ClockBook book, Instant now) {
    return book.read(LAWS, SHANGHAI, now).stream()
        .filter(each -> each.clock().stage() == Stage.FINAL)
        .findFirst()
        .orElseThrow();
  }
}
