package dev.yinhu.piiscanner.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.yinhu.piiscanner.check.Checks;
import java.time.Instant;
import java.util.Objects;

class RuleReaderFuzzTest {
  private static final RuleReader READER =
      new RuleReader(Checks.standard(() -> Instant.parse("2026-11-22T00:00:00Z")));

  /** Whatever a file says, all that is wrong comes back as problems; nothing is thrown. */
  @FuzzTest
  void anyTextIsReadOrRefused(String text) {
    RuleReading reading = READER.read("fuzz.yaml", Objects.requireNonNullElse(text, ""));
    assertThat(reading.rules()).allSatisfy(rule -> assertThat(rule.patterns()).isNotEmpty());
  }

  /** A pattern is refused with a reason or can be written for the engine. */
  @FuzzTest
  void anyPatternIsReadOrRefused(String text) {
    try {
      assertThat(LinearPattern.of(Objects.requireNonNullElse(text, "")).lucene()).isNotEmpty();
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageNotContaining("null");
    }
  }
}
