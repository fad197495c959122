package dev.yinhu.accessaudit.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Periods counted by the calendar. */
class TermTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  private static Term term(String after) {
    return new Term(Period.parse(after), "law", "1");
  }

  @Example
  void aTermEndsWithItsCorrespondingDayOrTheLastOfTheMonth() {
    assertOver("P6M", "2024-01-10", "2024-07-10", "2024-07-11");
    assertOver("P6M", "2024-08-31", "2025-02-28", "2025-03-01");
    assertOver("P6M", "2023-08-31", "2024-02-29", "2024-03-01");
    assertOver("P3Y", "2024-02-29", "2027-02-28", "2027-03-01");
    assertOver("P1Y6M", "2022-08-30", "2024-02-29", "2024-03-01");
  }

  private static void assertOver(String after, String committed, String kept, String over) {
    assertThat(term(after).isOver(LocalDate.parse(committed), LocalDate.parse(kept))).isFalse();
    assertThat(term(after).isOver(LocalDate.parse(committed), LocalDate.parse(over))).isTrue();
  }

  @Example
  void daysAreThoseOfTheZone() {
    Instant committed = Instant.parse("2024-01-10T15:59:59Z");
    assertThat(term("P6M").isOver(committed, Instant.parse("2024-07-10T15:59:59Z"), SHANGHAI))
        .isFalse();
    assertThat(term("P6M").isOver(committed, Instant.parse("2024-07-10T16:00:00Z"), SHANGHAI))
        .isTrue();
  }

  @Example
  void sixMonthsAreTheLeast() {
    for (String shorter : List.of("P5M30D", "P180D", "P183D", "P0D", "P-6M", "P1Y-7M", "P1M")) {
      assertThatThrownBy(() -> term(shorter))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("Cybersecurity Law");
    }
    assertThat(term("P184D").after()).isEqualTo(Period.ofDays(184));
    assertThat(term("P6M").after()).isEqualTo(Term.LEAST);
  }

  @Property
  void theMomentPartsExactlyWhatIsOverFromWhatIsNot(
      @ForAll("days") LocalDate today, @ForAll("periods") Period after) {
    Term term = new Term(after, "law", "1");
    Instant now = today.atTime(13, 0).atZone(SHANGHAI).toInstant();
    Instant moment = term.committedBefore(now, SHANGHAI);
    assertThat(term.isOver(moment, now, SHANGHAI)).isFalse();
    assertThat(term.isOver(moment.minusNanos(1), now, SHANGHAI)).isTrue();
    for (int days = 0; days < 40; days++) {
      assertThat(term.isOver(moment.minusSeconds(86_400L * days + 1), now, SHANGHAI)).isTrue();
      assertThat(term.isOver(moment.plusSeconds(86_400L * days), now, SHANGHAI)).isFalse();
    }
  }

  @Provide
  Arbitrary<LocalDate> days() {
    return Arbitraries.integers()
        .between(0, 366 * 40)
        .map(days -> LocalDate.of(2024, 1, 1).plusDays(days));
  }

  @Provide
  Arbitrary<Period> periods() {
    return Arbitraries.integers()
        .between(6, 130)
        .flatMap(months ->
            Arbitraries.integers()
                .between(0, 40)
                .map(days -> Period.of(months / 12, months % 12, days)));
  }
}
