package dev.yinhu.piiscanner.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.piiscanner.Finding;
import dev.yinhu.piiscanner.Hints;
import dev.yinhu.piiscanner.PiiEngine;
import dev.yinhu.piiscanner.check.Checks;
import dev.yinhu.piiscanner.detect.RuleDetector;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GluedRuleTest {
  private static final Checks CHECKS = Checks.standard(() -> Instant.parse("2026-11-22T00:00:00Z"));
  private static final PiiEngine ENGINE = engine();

  private static RuleReading read(String glued) {
    return new RuleReader(CHECKS)
        .read(
            "mine.yaml",
            """
            version: 1
            detectors:
              - name: staff-number
                type: STAFF_NUMBER
                glued: [%s]
                match: '[A-F][0-9]{6}'
                before: [not-alnum, not-hyphenated]
                after: not-alnum
                confidence: 0.2
                cues: {words: [staff], names: [staff], needed: true}
                against: {words: [sku]}
            """
                .formatted(glued));
  }

  private static PiiEngine engine() {
    return new PiiEngine(List.of(new RuleDetector(read("staff, staff_no").rules(), CHECKS)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "staffA123456",
        "STAFFA123456",
        "工号staffA123456",
        "x_staffA123456",
        "staff_A123456",
        "Staff-A123456",
        "staffNoA123456",
        "staff_noA123456 ok",
        "staff no A123456"
      })
  void aWholeWordMayStandRightBeforeItsValue(String text) {
    List<Finding> found = ENGINE.scan(text, Hints.NONE);
    assertThat(found).hasSize(1);
    int start = text.indexOf("A123456");
    assertThat(found.getFirst().start()).isEqualTo(start);
    assertThat(found.getFirst().end()).isEqualTo(start + "A123456".length());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"xstaffA123456", "2staffA123456", "staffsA123456", "staffA1234567", "A123456"})
  void aPartOfALongerWordMayNot(String text) {
    assertThat(ENGINE.scan(text, Hints.NONE)).isEmpty();
  }

  @Test
  void whatSpeaksAgainstItCounts() {
    assertThat(ENGINE.scan("sku staffA123456", Hints.NONE).getFirst().confidence())
        .isLessThan(ENGINE.scan("staffA123456", Hints.NONE).getFirst().confidence());
  }

  @Test
  void otherWordsAreRefused() {
    assertThat(read("'工号'").problems()).hasSize(1);
    assertThat(read("'No.'").problems()).hasSize(1);
    assertThat(read("'(a'").rules()).isEmpty();
  }
}
