package dev.yinhu.accessaudit.sink.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-06-01T04:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "120,120",
    "999999999,3600",
    "'Mon, 01 Jun 2026 04:00:30 GMT',30",
    "'Mon, 01 Jun 2026 03:00:00 GMT',0",
    "'Tue, 01 Jun 2027 04:00:00 GMT',3600"
  })
  void secondsAndDatesAreWaitedForUpToAnHour(String text, long seconds) {
    assertThat(RetryAfter.of(text, NOW)).contains(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @CsvSource({"''", "soon", "-5", "1.5", "99999999999", "'Xyz, 01 Jun 2026 04:00:30 GMT'"})
  void whatSaysNothingOfUseIsPassedOver(String text) {
    assertThat(RetryAfter.of(text, NOW)).isEmpty();
  }

  @FuzzTest(maxDuration = "20s")
  void anyTextIsReadOrPassedOver(FuzzedDataProvider data) {
    assertThat(RetryAfter.of(data.consumeRemainingAsString(), NOW).orElse(Duration.ZERO))
        .isBetween(Duration.ZERO, RetryAfter.LONGEST);
  }
}
