package dev.yinhu.breachresponse.jurisdiction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.breachresponse.jurisdiction.ClockReading.State;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** Clocks under any sequence of estimates. */
class ClocksPropertyTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final Jurisdictions LAWS = Jurisdictions.shipped();
  private static final Instant AWARE = Instant.parse("2026-03-01T02:00:00Z");
  private static final DutyName PROVINCIAL = DutyName.parse("CN-CAC/provincial");

  @Property(tries = 300)
  void noSequenceOfEstimatesMovesAStartOrADueMoment(
      @ForAll @Size(min = 1, max = 8) List<@LongRange(min = 999_990, max = 1_000_010) Long> persons,
      @ForAll @LongRange(min = 0, max = 200_000) long minutes) {
    List<Assessment> assessments = assessments(persons);
    Instant now = AWARE.plus(Duration.ofMinutes(minutes));
    List<ClockReading> readings = book(assessments).read(LAWS, SHANGHAI, now);

    assertThat(readings)
        .allSatisfy(reading -> {
          Duty duty = LAWS.duty(reading.clock().duty()).orElseThrow();
          assertThat(reading.clock().start()).isEqualTo(AWARE);
          assertThat(reading.clock().due()).isEqualTo(duty.within().after(AWARE, SHANGHAI));
          assertThat(reading.elapsed()).isEqualTo(Duration.ofMinutes(minutes));
        });
    assertThat(readings.stream().anyMatch(each -> each.clock().duty().equals(PROVINCIAL)))
        .isEqualTo(persons.stream().anyMatch(each -> each >= 1_000_000));
  }

  @Property(tries = 300)
  void theLatestEstimateAloneSaysWhetherAClockHolds(
      @ForAll @Size(min = 1, max = 8) List<@LongRange(min = 999_990, max = 1_000_010) Long> persons,
      @ForAll @LongRange(min = 0, max = 500) long minutes) {
    Instant now = AWARE.plus(Duration.ofMinutes(minutes));
    State expected =
        persons.getLast() < 1_000_000
            ? State.LAPSED
            : minutes > 4 * 60 ? State.OVERDUE : State.RUNNING;

    book(assessments(persons)).read(LAWS, SHANGHAI, now).stream()
        .filter(each -> each.clock().duty().equals(PROVINCIAL))
        .forEach(each -> assertThat(each.state()).isEqualTo(expected));
  }

  private static ClockBook book(List<Assessment> assessments) {
    return new ClockBook(
        assessments, List.of(), Set.of(), new ClockStarts.Start(AWARE, Optional.empty()));
  }

  private static List<Assessment> assessments(List<Long> persons) {
    List<Assessment> assessments = new ArrayList<>();
    for (int i = 0; i < persons.size(); i++) {
      Facts facts =
          new Facts(
              persons.get(i), 0, 0, 0, CacLevel.GENERAL, Set.of(Circumstance.PERSONAL_INFORMATION));
      List<Clock> clocks =
          LAWS.inForce(facts).stream()
              .map(duty -> Clock.sinceAwareness(duty, AWARE, SHANGHAI))
              .toList();
      Instant at = AWARE.plus(Duration.ofHours(i));
      assessments.add(new Assessment(i + 1L, at, "dpo", AWARE, facts, clocks));
    }
    return assessments;
  }
}
