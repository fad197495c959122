package dev.yinhu.breachresponse.containment;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.breachresponse.containment.Measure.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasureTest {
  @ParameterizedTest
  @CsvSource({
    "CALLER, Order Service",
    "PURPOSE, ''",
    "FIELD, phone",
    "PERSON, cara",
    "KEYS, all",
    "LIMIT, support-desk",
    "RECIPIENT, a b",
  })
  void aTargetIsOfItsKind(Kind kind, String target) {
    assertThatThrownBy(() -> new Measure(kind, target))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
