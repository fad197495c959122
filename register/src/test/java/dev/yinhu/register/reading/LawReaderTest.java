package dev.yinhu.register.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.register.RegisterSource;
import dev.yinhu.register.SourceStatus;
import dev.yinhu.register.calendar.Term;
import dev.yinhu.register.law.DeadlineRule;
import dev.yinhu.register.law.Laws;
import dev.yinhu.register.law.WaitRule;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class LawReaderTest {
  private static final String OWN =
      """
      deadline:
        - key: gb-35273-response
          law: GB/T 35273-2020
          article: "8.7"
          source: read by our counsel
          status: unverified
          applies: true
          for: [copy]
          stage: finish
          term: 30 days
          pause: while-waiting
          longest_pause: 10d
      calendar_year:
        - calendar: cn
          year: 2027
          source: a notice
          status: verified
          days_off: [2027-01-01 to 2027-01-03]
          days_worked: [2027-01-09]
      """;

  @Test
  void whatShipsIsSoundAndEveryRuleHasASource() {
    Laws laws = LawReader.shipped();
    assertThat(laws.deadlines().values())
        .hasSizeGreaterThan(10)
        .allMatch(rule -> !rule.source().isBlank());
    assertThat(laws.calendar("cn").years()).containsOnlyKeys(2024, 2025, 2026);
    assertThat(laws.applyingTo("copy"))
        .extracting(DeadlineRule::key)
        .containsExactly("cn-000-accept", "cn-000-finish", "cn-003-accept", "cn-003-finish");
    assertThat(laws.deadline("gdpr-12-3").orElseThrow().termAfter(1))
        .isEqualTo(Term.parse("3 months"));
  }

  @Test
  void whatNobodyCheckedIsShippedSwitchedOff() {
    assertThat(LawReader.shipped().deadlines().values())
        .filteredOn(rule -> rule.status() == SourceStatus.UNVERIFIED)
        .isNotEmpty()
        .noneMatch(DeadlineRule::applies);
  }

  @Test
  void anOperatorsFileTakesThePlaceOfOurs() {
    Laws laws = read(OWN).laws().orElseThrow();
    DeadlineRule rule = laws.deadline("gb-35273-response").orElseThrow();
    assertThat(rule.applies()).isTrue();
    assertThat(rule.waits()).isEqualTo(new WaitRule.AtMost(Duration.ofDays(10)));
    assertThat(laws.applyingTo("copy")).contains(rule);
    assertThat(laws.deadlines()).containsKey("cn-003-finish");
    assertThat(laws.calendar("cn").years()).containsOnlyKeys(2024, 2025, 2026, 2027);
    assertThat(laws.calendar("cn").isWorkingDay(LocalDate.of(2027, 1, 1))).isFalse();
    assertThat(laws.calendar("cn").isWorkingDay(LocalDate.of(2027, 1, 9))).isTrue();
  }

  @Test
  void everyMistakeIsToldWithItsLine() {
    LawReading reading =
        read(
            """
            deadline:
              - key: one
                law: L
                article: "1"
                status: certain
                for: [copy]
                stage: finish
                term: 3 weeks
                pause: whenever
              - key: one
                law: L
                status: verified
                stage: finish
                term: 1 month
                extension: {term: 30 days}
            calendar_year:
              - calendar: cn
                year: 2027
                source: a notice
                status: verified
                days_off: [2026-12-31, 2027-02-30, 2027-05-05 to 2027-05-01]
            """);
    assertThat(reading.laws()).isEmpty();
    assertThat(reading.problems())
        .extracting(Problem::line)
        .containsExactly(5, 8, 9, 10, 10, 10, 15, 17, 21, 21);
    assertThat(reading.problems().getFirst().toString())
        .startsWith("own.yaml:5:13: error: 'certain' is not a status");
  }

  @Test
  void anExtensionIsInTheUnitOfItsTerm() {
    String text =
        """
        deadline:
          - {key: a, law: L, article: "1", status: verified, for: [copy], stage: finish, term: 1 month,
             extension: {term: 30 days}}
        """;
    assertThat(read(text).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("unit of its term: months"));
  }

  @Test
  void unknownKeysAreWarnedOfAndKeepNothingFromBeingRead() {
    LawReading reading = read(OWN + "holidays: []\n");
    assertThat(reading.laws()).isPresent();
    assertThat(reading.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.code()).isEqualTo(ProblemCode.UNKNOWN_KEY));
  }

  private static LawReading read(String text) {
    return LawReader.read(List.of(new RegisterSource("own.yaml", text)));
  }
}
