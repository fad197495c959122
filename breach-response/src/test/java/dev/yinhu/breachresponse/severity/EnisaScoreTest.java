package dev.yinhu.breachresponse.severity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.register.EnisaClass;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Golden cases, computed by hand from the method's table. */
class EnisaScoreTest {
  private static final EnisaTable TABLE = SeverityReader.shipped().enisa();

  @ParameterizedTest(name = "{0} {1} × {2} + {3} {4} {5} {6} = {7}, {8}")
  @CsvSource({
    // Edges fall up.
    "BEHAVIOURAL, '', maximum, none, none, none, none, 2.0, medium",
    "FINANCIAL, '', limited, unknown-recipients, none, none, none, 2.0, medium",
    "FINANCIAL, '', limited, known-recipients, none, none, none, 1.75, low",
    "FINANCIAL, '', maximum, none, none, none, none, 3.0, high",
    "SENSITIVE, '', limited, unknown-recipients, none, none, malicious, 3.0, high",
    "SENSITIVE, '', limited, known-recipients, none, none, malicious, 2.75, medium",
    "SENSITIVE, '', maximum, none, none, none, none, 4.0, very-high",
    "FINANCIAL, '', maximum, unknown-recipients, none, none, malicious, 4.0, very-high",
    "FINANCIAL, '', maximum, known-recipients, none, none, malicious, 3.75, high",
    // The least and the most.
    "SIMPLE, '', negligible, none, none, none, none, 0.25, low",
    "SENSITIVE, '', maximum, unknown-recipients, lost, permanent, malicious, 6.0, very-high",
    // Customer addresses sold by staff: 1 × 1 + 0.5 + 0.5.
    "SIMPLE, '', maximum, unknown-recipients, none, none, malicious, 2.0, medium",
    // A lost but encrypted list of purchases, restored: 2 × 0.75.
    "BEHAVIOURAL, '', significant, exposed, restored, temporary, none, 1.75, low",
    // Adjusted: (2 + 1) × 0.75 + 0.25; kept within 1 to 4.
    "BEHAVIOURAL, volume, significant, known-recipients, none, none, none, 2.5, medium",
    "BEHAVIOURAL, stale public, maximum, none, none, none, none, 1, low",
    "SIMPLE, stale, maximum, none, none, none, none, 1, low",
    "SENSITIVE, volume vulnerable, maximum, none, none, none, none, 4, very-high",
    "SIMPLE, volume controller vulnerable stale, limited, none, none, none, none, 1.5, low",
  })
  void scoresAreAsByHand(
      EnisaClass data,
      String adjustments,
      String identification,
      String confidentiality,
      String integrity,
      String availability,
      String intent,
      BigDecimal se,
      String band) {
    EnisaScore score =
        EnisaScore.of(
            TABLE,
            input(
                data,
                adjustments,
                identification,
                circumstances(confidentiality, integrity, availability, intent)));

    assertThat(score.se()).isEqualByComparingTo(se);
    assertThat(score.band()).isEqualTo(band);
    assertThat(score.dpc().multiply(score.ei()).add(score.cb())).isEqualTo(score.se());
  }

  @ParameterizedTest
  @CsvSource({
    "huge, maximum, none",
    "'', sure, none",
    "'', maximum, sold",
  })
  void whatTheTableDoesNotKnowIsRefused(
      String adjustments, String identification, String confidentiality) {
    EnisaInput input =
        input(
            EnisaClass.SIMPLE,
            adjustments,
            identification,
            circumstances(confidentiality, "none", "none", "none"));

    assertThatThrownBy(() -> EnisaScore.of(TABLE, input))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the table knows");
  }

  @ParameterizedTest
  @CsvSource({"confidentiality", "integrity", "availability", "intent"})
  void everyCircumstanceIsAnswered(String missing) {
    Map<String, String> answers = new HashMap<>(circumstances("none", "none", "none", "none"));
    answers.remove(missing);

    assertThatThrownBy(() -> EnisaScore.of(TABLE, input(EnisaClass.SIMPLE, "", "maximum", answers)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** In quarters the method has whole numbers only: the same by other arithmetic. */
  @Property
  void scoresAreExact(@ForAll("inputs") EnisaInput input) {
    EnisaScore score = EnisaScore.of(TABLE, input);

    int dpc =
        switch (input.data()) {
          case SIMPLE -> 1;
          case BEHAVIOURAL -> 2;
          case FINANCIAL -> 3;
          case SENSITIVE -> 4;
        };
    for (String each : input.adjustments()) {
      dpc +=
          each.equals("volume") || each.equals("controller") || each.equals("vulnerable") ? 1 : -1;
    }
    dpc = Math.clamp(dpc, 1, 4);
    int quarters = dpc * quarters(input.identification());
    for (String answer : input.circumstances().values()) {
      quarters += quarters(answer);
    }
    assertThat(score.se()).isEqualByComparingTo(BigDecimal.valueOf(quarters * 25L, 2));
    String band =
        quarters < 8 ? "low" : quarters < 12 ? "medium" : quarters < 16 ? "high" : "very-high";
    assertThat(score.band()).isEqualTo(band);
  }

  private static int quarters(String key) {
    return switch (key) {
      case "negligible", "known-recipients", "recoverable", "temporary" -> 1;
      case "limited", "unknown-recipients", "lost", "permanent", "malicious" -> 2;
      case "significant" -> 3;
      case "maximum" -> 4;
      default -> 0;
    };
  }

  @Provide
  Arbitrary<EnisaInput> inputs() {
    return Combinators.combine(
            Arbitraries.of(EnisaClass.values()),
            Arbitraries.subsetOf(TABLE.adjustments().keySet()),
            Arbitraries.of(TABLE.identification().keySet()),
            answers("confidentiality"),
            answers("integrity"),
            answers("availability"),
            answers("intent"))
        .as((data, adjustments, identification, c, i, a, m) ->
            new EnisaInput(
                data, new TreeSet<>(adjustments), identification, circumstances(c, i, a, m)));
  }

  private static Arbitrary<String> answers(String circumstance) {
    return Arbitraries.of(TABLE.circumstances().getOrDefault(circumstance, Map.of()).keySet());
  }

  private static Map<String, String> circumstances(
      String confidentiality, String integrity, String availability, String intent) {
    return Map.of(
        "confidentiality",
        confidentiality,
        "integrity",
        integrity,
        "availability",
        availability,
        "intent",
        intent);
  }

  private static EnisaInput input(
      EnisaClass data, String adjustments, String identification, Map<String, String> answers) {
    TreeSet<String> keys = new TreeSet<>(Arrays.asList(adjustments.split(" ", -1)));
    keys.remove("");
    return new EnisaInput(data, keys, identification, answers);
  }
}
