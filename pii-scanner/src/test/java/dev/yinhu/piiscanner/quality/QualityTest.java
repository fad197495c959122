package dev.yinhu.piiscanner.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.yinhu.piiscanner.PiiEngine;
import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.catalogue.BuiltInRules;
import dev.yinhu.piiscanner.catalogue.TypeCatalogue;
import dev.yinhu.piiscanner.catalogue.TypeGroup;
import dev.yinhu.piiscanner.catalogue.TypeInfo;
import dev.yinhu.piiscanner.check.Checks;
import dev.yinhu.piiscanner.detect.RuleDetector;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the shipped rules find in labelled texts; names and addresses are measured elsewhere. */
class QualityTest {
  private static final double CHECKED = 0.99;
  private static final double CONTEXT = 0.93;
  private static final double CLEAN = 0.995;

  private static final Set<String> STRICT =
      Set.of(
          "CN_RESIDENT_ID",
          "CN_USCC",
          "BANK_CARD",
          "IMEI",
          "VIN",
          "CN_MOBILE",
          "EMAIL",
          "IP_ADDRESS",
          "MAC_ADDRESS",
          "IBAN");

  /** So few that one mistake more or less would decide. */
  private static final int FEW = 10;

  private static final TypeCatalogue TYPES = TypeCatalogue.standard();
  private static final PiiEngine ENGINE = engine();

  private static PiiEngine engine() {
    Checks checks = Checks.standard(() -> Instant.parse("2026-11-22T00:00:00Z"));
    RuleDetector rules = new RuleDetector(BuiltInRules.all(checks), checks);
    return new PiiEngine(List.of(rules), TYPES::threshold);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cn-dev", "cn-other", "intl", "mixed", "rules-own"})
  void rulesReachTheirTargets(String name) {
    Quality quality = Quality.of(LabelledCorpus.read(name), ENGINE);
    SoftAssertions all = new SoftAssertions();
    for (Map.Entry<String, Score> entry : quality.exact().entrySet()) {
      TypeInfo info = TYPES.of(new PiiType(entry.getKey())).orElseThrow();
      Score score = entry.getValue();
      if (score.right() + score.missed() >= FEW) {
        hold(all, info.group(), entry.getKey(), score);
      }
    }
    all.assertThat(quality.clean()).as("negatives clean").isGreaterThanOrEqualTo(CLEAN);
    all.assertAll();
  }

  private static void hold(SoftAssertions all, TypeGroup group, String type, Score score) {
    if (STRICT.contains(type)) {
      all.assertThat(score.precision()).as("precision of " + type).isGreaterThanOrEqualTo(CHECKED);
      all.assertThat(score.recall()).as("recall of " + type).isGreaterThanOrEqualTo(CHECKED);
    } else if (group != TypeGroup.NAME && group != TypeGroup.ADDRESS) {
      all.assertThat(score.f1()).as("F1 of " + type).isGreaterThanOrEqualTo(CONTEXT);
    }
  }

  @Test
  void countsAreThoseOfTheirDefinition() {
    Score score = new Score(8, 2, 8);
    assertThat(score.precision()).isEqualTo(0.8);
    assertThat(score.recall()).isEqualTo(0.5);
    assertThat(score.f1()).isCloseTo(0.615, within(0.001));
    assertThat(Score.NONE.f1()).isEqualTo(1);
    assertThat(new Score(0, 0, 3).f1()).isZero();
  }
}
