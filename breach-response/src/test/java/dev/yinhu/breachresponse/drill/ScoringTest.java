package dev.yinhu.breachresponse.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.breachresponse.drill.ScoreCard.Line;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoringTest {
  private static final Scenario STAFF = Scenarios.shipped().find("staff-leak").orElseThrow();

  private static ScoreCard score(Map<Goal, Duration> reached, long persons, boolean all) {
    return Scoring.of(
        STAFF,
        new Scoring.Seen(reached, Optional.of(persons), Optional.of(2400L), all, all),
        1200,
        2400);
  }

  @Test
  void whoReachesEverythingInTimeHasAHundredPoints() {
    ScoreCard card =
        score(
            Map.of(
                Goal.DETECT, Duration.ofMinutes(1),
                Goal.CONTAIN, Duration.ofMinutes(2),
                Goal.SCOPE, Duration.ofMinutes(3),
                Goal.DECIDE, Duration.ofMinutes(4),
                Goal.NOTIFY, Duration.ofMinutes(5)),
            1200,
            true);
    assertThat(card.points()).isEqualTo(100);
    assertThat(card.of()).isEqualTo(100);
  }

  @ParameterizedTest
  @CsvSource({
    "PT15M, 14, in-time",
    "PT15M0.001S, 7, late",
    "PT30M, 7, late",
    "PT30M0.001S, 0, late"
  })
  void theTargetItselfIsInTimeAndTwiceTheTargetIsWorthHalf(String time, int points, String why) {
    Line detect = score(Map.of(Goal.DETECT, Duration.parse(time)), 0, false).lines().getFirst();
    assertThat(detect.points()).isEqualTo(points);
    assertThat(detect.why()).isEqualTo(why);
  }

  @Test
  void whatWasNotDoneIsWorthNothingAndSaysSo() {
    ScoreCard card = score(Map.of(), 600, false);
    assertThat(card.points()).isEqualTo(5);
    assertThat(card.lines())
        .extracting(Line::why)
        .containsExactly(
            "not-reached",
            "not-reached",
            "not-reached",
            "not-reached",
            "not-reached",
            "wrong",
            "exact",
            "missed",
            "missed");
  }
}
