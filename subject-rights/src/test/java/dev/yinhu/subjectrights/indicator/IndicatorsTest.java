package dev.yinhu.subjectrights.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.yinhu.subjectrights.CaseType;
import dev.yinhu.subjectrights.Channel;
import dev.yinhu.subjectrights.refusal.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndicatorsTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  @Test
  void sharesInTimeAreToldAgainstTheTarget() {
    JsonNode figures =
        figures(
            new Facts()
                .done(90, CaseType.DELETE, Channel.ONLINE, true)
                .done(10, CaseType.DELETE, Channel.MAIL, false)
                .list());
    JsonNode profile = figures.at("/profiles/CN-000");
    assertThat(profile.at("/cases/in_time").asInt()).isEqualTo(90);
    assertThat(profile.at("/cases/late").asInt()).isEqualTo(10);
    assertThat(profile.at("/in_time_per_mille").asInt()).isEqualTo(900);
    assertThat(profile.at("/target_met").asBoolean()).isTrue();
    assertThat(profile.at("/types/delete").asInt()).isEqualTo(900);
    assertThat(profile.at("/channels/mail").asInt(-1)).isZero();
    assertThat(figures.at("/cases").asInt()).isEqualTo(100);
  }

  @Test
  void aShareJustBelowTheTargetIsNotRoundedUpToIt() {
    JsonNode figures =
        figures(
            new Facts()
                .done(899, CaseType.DELETE, Channel.ONLINE, true)
                .done(101, CaseType.DELETE, Channel.ONLINE, false)
                .list());
    assertThat(figures.at("/profiles/CN-000/in_time_per_mille").asInt()).isEqualTo(899);
    assertThat(figures.at("/profiles/CN-000/target_met").asBoolean(true)).isFalse();
  }

  @Test
  void fewLateCasesAreNotToldNorCanTheShareTellThem() {
    JsonNode profile =
        figures(
                new Facts()
                    .done(90, CaseType.DELETE, Channel.ONLINE, true)
                    .done(2, CaseType.DELETE, Channel.ONLINE, false)
                    .list())
            .at("/profiles/CN-000");
    assertThat(profile.at("/cases/late").isNull()).isTrue();
    assertThat(profile.at("/cases/in_time").isNull()).isTrue();
    assertThat(profile.at("/in_time_per_mille").isNull()).isTrue();
    assertThat(profile.at("/types").isNull()).isTrue();
  }

  @Test
  void sharesByTypeAreToldAllOrNotAtAll() {
    JsonNode profile =
        figures(
                new Facts()
                    .done(60, CaseType.DELETE, Channel.ONLINE, true)
                    .done(6, CaseType.DELETE, Channel.ONLINE, false)
                    .done(60, CaseType.COPY, Channel.ONLINE, true)
                    .done(1, CaseType.COPY, Channel.ONLINE, false)
                    .list())
            .at("/profiles/CN-000");
    assertThat(profile.at("/cases/late").asInt()).isEqualTo(7);
    assertThat(profile.at("/types").isNull()).isTrue();
    assertThat(profile.at("/channels/online").asInt()).isEqualTo(120_000 / 127);
  }

  @Test
  void rareTypesHideOneMoreAndHaveNoMedian() {
    JsonNode figures =
        figures(
            new Facts()
                .done(50, CaseType.COPY, Channel.ONLINE, true)
                .done(7, CaseType.DELETE, Channel.ONLINE, true)
                .done(2, CaseType.TRANSFER, Channel.ONLINE, true)
                .list());
    assertThat(figures.at("/types/copy").asInt()).isEqualTo(50);
    assertThat(figures.at("/types/delete").isNull()).isTrue();
    assertThat(figures.at("/types/transfer").isNull()).isTrue();
    assertThat(figures.at("/types/explain").asInt(-1)).isZero();
    assertThat(figures.at("/medians/types/copy/finish_seconds").isNumber()).isTrue();
    assertThat(figures.at("/medians/types/delete").isMissingNode()).isTrue();
  }

  @Test
  void refusalsAreToldByReasonOnlyWhenTheirNumberIs() {
    JsonNode many =
        figures(
            new Facts()
                .done(60, CaseType.COPY, Channel.ONLINE, true)
                .refused(50, RefusalCode.IDENTITY_NOT_PROVEN)
                .refused(9, RefusalCode.KEPT_BY_LAW)
                .refused(3, RefusalCode.EXCESSIVE)
                .list());
    assertThat(many.at("/outcomes/refused").asInt()).isEqualTo(62);
    assertThat(many.at("/refusals/identity-not-proven").asInt()).isEqualTo(50);
    assertThat(many.at("/refusals/kept-by-law").isNull()).isTrue();
    assertThat(many.at("/refusals/excessive").isNull()).isTrue();

    JsonNode few =
        figures(
            new Facts()
                .done(60, CaseType.COPY, Channel.ONLINE, true)
                .refused(3, RefusalCode.EXCESSIVE)
                .list());
    assertThat(few.at("/outcomes/refused").isNull()).isTrue();
    assertThat(few.at("/refusals").isNull()).isTrue();
  }

  @Test
  void ofFewerThanFiveCasesNothingIsTold() {
    JsonNode figures = figures(new Facts().done(4, CaseType.COPY, Channel.PHONE, true).list());
    assertThat(figures.at("/cases").isNull()).isTrue();
    assertThat(figures.at("/types").isNull()).isTrue();
    assertThat(figures.at("/profiles").isNull()).isTrue();
    assertThat(figures.at("/medians/finish_seconds").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"5, 3600", "6, 4200", "7, 4800"})
  void theMedianOfAnEvenNumberIsTheMeanOfTheTwoInTheMiddle(int count, long expected) {
    List<Duration> durations =
        LongStream.range(0, count).mapToObj(i -> Duration.ofSeconds(1200 + 1200 * i)).toList();
    assertThat(Median.seconds(durations)).hasValue(expected);
    assertThat(Median.seconds(durations.subList(0, 4))).isEmpty();
  }

  @Test
  void theSameFactsGiveTheSameBytesInAnyOrder() {
    List<CaseFact> facts =
        new ArrayList<>(
            new Facts()
                .done(40, CaseType.COPY, Channel.ONLINE, true)
                .done(30, CaseType.DELETE, Channel.PHONE, false)
                .refused(7, RefusalCode.NO_AUTHORITY)
                .list());
    Snapshot one = Indicators.of(Facts.QUARTER, facts);
    Collections.shuffle(facts, new Random(8));
    assertThat(Indicators.of(Facts.QUARTER, facts)).isEqualTo(one);
    assertThat(one.json())
        .startsWith(
            "{\"cases\":77,\"channels\":{\"mail\":0,\"online\":47,\"other\":0,\"phone\":30},\"form\":1,")
        .endsWith(
            "\"smallest_count\":5,\"target_per_mille\":900,\"types\":{\"close-account\":0,"
                + "\"copy\":47,\"correct\":0,\"delete\":30,\"explain\":0,\"restrict\":0,"
                + "\"supplement\":0,\"transfer\":0,\"withdraw\":0}}");
  }

  @Test
  void casesThatEndedInAnotherPeriodAreLeftOut() {
    Period other = new Period(PeriodKind.QUARTER, 2026, 2, SHANGHAI);
    List<CaseFact> facts = new Facts().done(40, CaseType.COPY, Channel.ONLINE, true).list();
    assertThat(Indicators.of(other, facts)).isEqualTo(Indicators.of(other, List.of()));
    assertThat(Indicators.of(Facts.QUARTER, facts).json()).contains("\"cases\":40");
  }

  @ParameterizedTest
  @CsvSource({
    "QUARTER, 1, 2025-12-31T16:00:00Z, 2026-03-31T16:00:00Z",
    "QUARTER, 4, 2026-09-30T16:00:00Z, 2026-12-31T16:00:00Z",
    "HALF_YEAR, 2, 2026-06-30T16:00:00Z, 2026-12-31T16:00:00Z"
  })
  void periodsBeginAndEndAtMidnightOfTheirZone(
      PeriodKind kind, int number, Instant begin, Instant end) {
    Period period = new Period(kind, 2026, number, SHANGHAI);
    assertThat(period.begin()).isEqualTo(begin);
    assertThat(period.end()).isEqualTo(end);
    assertThat(period.contains(begin)).isTrue();
    assertThat(period.contains(end)).isFalse();
    assertThatThrownBy(() -> new Period(kind, 2026, 5, SHANGHAI))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static JsonNode figures(List<CaseFact> facts) {
    try {
      return new ObjectMapper().readTree(Indicators.of(Facts.QUARTER, facts).json());
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
