package dev.yinhu.register.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.register.reading.LawReader;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermCountTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final WorkCalendar CHINA = LawReader.shipped().calendar("cn");
  private static final TermCount COUNT = new TermCount(CHINA, DayEnd.CHINA);

  @ParameterizedTest
  @CsvSource({
    // plain week: Monday, counted from Tuesday
    "2026-03-02T10:00, 3 working days, 2026-03-06T00:00",
    // received in the last moment of Monday, and in the first of Tuesday
    "2026-03-02T23:59:59, 3 working days, 2026-03-06T00:00",
    "2026-03-03T00:00, 3 working days, 2026-03-07T00:00",
    // before Spring Festival: Saturday the 14th is worked, the 15th to 23rd are off, Saturday the
    // 28th is worked
    "2026-02-13T09:00, 3 working days, 2026-02-26T00:00",
    "2026-02-13T09:00, 6 working days, 2026-03-01T00:00",
    "2026-02-18T09:00, 1 working day, 2026-02-25T00:00",
    // over New Year: 1 to 3 January off, Sunday the 4th worked
    "2025-12-31T18:00, 3 working days, 2026-01-07T00:00",
    "2025-12-30T18:00, 3 working days, 2026-01-06T00:00",
    // National Day, with the Saturday worked after it
    "2026-09-30T08:00, 3 working days, 2026-10-11T00:00",
    "2026-02-13T09:00, 15 working days, 2026-03-13T00:00",
    // hours run through everything
    "2026-02-14T12:34:56, 72 hours, 2026-02-17T12:34:56",
    // days: the last one off moves the end (10 days end on 1 October)
    "2026-09-21T08:00, 10 days, 2026-10-09T00:00",
    "2026-03-02T08:00, 30 days, 2026-04-02T00:00",
    "2026-01-31T08:00, 1 month, 2026-03-01T00:00",
    "2026-03-31T08:00, 1 month, 2026-05-01T00:00",
    "2024-01-31T08:00, 1 month, 2024-03-01T00:00"
  })
  void termsEndAsTheCalendarSays(LocalDateTime begin, String term, LocalDateTime due) {
    Due counted = COUNT.due(at(begin), Term.parse(term), LastDay.NEXT_WORKING_DAY, Waits.NONE);
    assertThat(counted).isEqualTo(new Due(at(due), false));
  }

  @Test
  void theDueInstantIsInTimeAndTheNextNanosecondIsNot() {
    Due due =
        COUNT.due(at("2026-03-02T10:00"), Term.parse("24 hours"), LastDay.AS_IT_FALLS, Waits.NONE);
    assertThat(due.isKeptBy(due.at())).isTrue();
    assertThat(due.isKeptBy(due.at().plusNanos(1))).isFalse();
  }

  @Test
  void countingIntoAYearWithoutNoticeIsProvisional() {
    Due due =
        COUNT.due(
            at("2026-12-31T10:00"), Term.parse("1 working day"), LastDay.AS_IT_FALLS, Waits.NONE);
    assertThat(due).isEqualTo(new Due(at("2027-01-02T00:00"), true));
    assertThat(
            COUNT
                .due(
                    at("2026-12-31T10:00"),
                    Term.parse("5 days"),
                    LastDay.NEXT_WORKING_DAY,
                    Waits.NONE)
                .provisional())
        .isTrue();
    assertThat(
            COUNT
                .due(at("2026-12-31T10:00"), Term.parse("5 days"), LastDay.AS_IT_FALLS, Waits.NONE)
                .provisional())
        .isFalse();
    assertThat(
            COUNT
                .due(
                    at("2026-12-31T10:00"),
                    Term.parse("72 hours"),
                    LastDay.NEXT_WORKING_DAY,
                    Waits.NONE)
                .provisional())
        .isFalse();
  }

  /**
   * The example of Regulation 1182/71 in practice: 5 March, one month, 5 April, a Sunday in 2026.
   */
  @Test
  void aMonthOfEuropeanLawEndsOnTheSameNumberOrTheNextWorkingDay() {
    TermCount count =
        new TermCount(WorkCalendar.weekdays("eu"), new DayEnd(BERLIN, Optional.empty()));
    Instant begin = LocalDateTime.parse("2026-03-05T12:00").atZone(BERLIN).toInstant();
    assertThat(count.due(begin, Term.parse("1 month"), LastDay.AS_IT_FALLS, Waits.NONE).at())
        .isEqualTo(LocalDateTime.parse("2026-04-06T00:00").atZone(BERLIN).toInstant());
    assertThat(count.due(begin, Term.parse("1 month"), LastDay.NEXT_WORKING_DAY, Waits.NONE).at())
        .isEqualTo(LocalDateTime.parse("2026-04-07T00:00").atZone(BERLIN).toInstant());
  }

  @Test
  void clocksPutForwardShortenADayButNotATermInHours() {
    TermCount count =
        new TermCount(WorkCalendar.weekdays("eu"), new DayEnd(BERLIN, Optional.empty()));
    Instant begin = LocalDateTime.parse("2026-03-28T00:00").atZone(BERLIN).toInstant();
    Due day = count.due(begin, Term.parse("1 day"), LastDay.AS_IT_FALLS, Waits.NONE);
    assertThat(Duration.between(begin, day.at())).isEqualTo(Duration.ofHours(47));
    assertThat(count.due(begin, Term.parse("48 hours"), LastDay.AS_IT_FALLS, Waits.NONE).at())
        .isEqualTo(begin.plus(Duration.ofDays(2)));
  }

  @Test
  void whereAnOfficeClosesTheLastDayEndsThen() {
    DayEnd office = new DayEnd(SHANGHAI, Optional.of(LocalTime.of(18, 0)));
    Due due =
        new TermCount(CHINA, office)
            .due(
                at("2026-03-02T10:00"),
                Term.parse("3 working days"),
                LastDay.AS_IT_FALLS,
                Waits.NONE);
    assertThat(due.at()).isEqualTo(at("2026-03-05T18:00"));
  }

  @ParameterizedTest
  @CsvSource({
    // within a day nothing changes
    "2026-03-03T09:00, 2026-03-03T18:00, 3 working days, 2026-03-06T00:00",
    // over one midnight it adds a working day
    "2026-03-03T09:00, 2026-03-04T09:00, 3 working days, 2026-03-07T00:00",
    // over the weekend only the nights of working days add
    "2026-03-06T09:00, 2026-03-09T09:00, 10 working days, 2026-03-18T00:00",
    "2026-03-03T09:00, 2026-03-03T18:00, 72 hours, 2026-03-05T19:00",
    // a wait that begins when the term is over, and one before it began, add nothing
    "2026-03-06T00:00:01, 2026-03-09T00:00, 3 working days, 2026-03-06T00:00",
    "2026-03-01T00:00, 2026-03-02T10:00, 72 hours, 2026-03-05T10:00"
  })
  void waitsLengthenTerms(LocalDateTime from, LocalDateTime to, String term, LocalDateTime due) {
    Waits waits = new Waits(List.of(new Waits.Span(at(from), at(to))));
    assertThat(COUNT.due(at("2026-03-02T10:00"), Term.parse(term), LastDay.AS_IT_FALLS, waits).at())
        .isEqualTo(at(due));
  }

  @Test
  void waitsAreCutWhereTheyBecomeTooLong() {
    Waits.Span first = new Waits.Span(at("2026-03-02T10:00"), at("2026-03-02T12:00"));
    Waits.Span second = new Waits.Span(at("2026-03-03T10:00"), at("2026-03-03T12:00"));
    Waits.Span third = new Waits.Span(at("2026-03-04T10:00"), at("2026-03-04T12:00"));
    Waits cut = new Waits(List.of(first, second, third)).atMost(Duration.ofHours(3));
    assertThat(cut.spans().get(0)).isEqualTo(first);
    assertThat(cut.spans().get(1).end()).isEqualTo(at("2026-03-03T11:00"));
    assertThat(cut.at(at("2026-03-04T10:00"))).isEmpty();
    assertThat(cut.at(at("2026-03-03T11:00"))).isEmpty();
    assertThat(cut.at(at("2026-03-03T10:00"))).isPresent();
  }

  @Test
  void waitsThatOverlapOrEndBeforeTheyBeginAreRefused() {
    Waits.Span span = new Waits.Span(at("2026-03-02T10:00"), at("2026-03-02T12:00"));
    assertThatThrownBy(() -> new Waits(List.of(span, span)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Waits.Span(at("2026-03-02T12:00"), at("2026-03-02T10:00")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "1 hour",
    "24 hours",
    "3 working days",
    "1 working day",
    "30 days",
    "1 month",
    "2 months"
  })
  void termsAreWrittenAsTheyAreRead(String text) {
    assertThat(Term.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource({"0 days", "-1 days", "3 weeks", "3days", "three days", "10001 days", "P3D"})
  void otherTermsAreRefused(String text) {
    assertThatThrownBy(() -> Term.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void termsOfDifferentUnitsAreNeverAdded() {
    assertThatThrownBy(() -> Term.parse("3 days").plus(Term.parse("3 working days")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Instant at(String local) {
    return at(LocalDateTime.parse(local));
  }

  private static Instant at(LocalDateTime local) {
    return local.atZone(SHANGHAI).toInstant();
  }
}
