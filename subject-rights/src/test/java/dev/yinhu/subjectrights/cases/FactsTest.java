package dev.yinhu.subjectrights.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FactsTest {
  @Test
  void survivesBeingWrittenAndRead() {
    Facts facts =
        Facts.of(Map.of("store", "shop.orders", "until", "2029-06-01T04:00:00Z")).with("rows", 12);

    assertThat(FactsJson.read(FactsJson.write(facts))).isEqualTo(facts);
  }

  @ParameterizedTest
  @ValueSource(strings = {"张三", "Zhang San", "zhang@shop.example", "上海市示例路 1 号", "a\nb"})
  void sentencesNamesAndAddressesAreRefusedWithoutBeingRepeated(String value) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> Facts.NONE.with("note", value))
        .satisfies(e -> assertThat(e.getMessage()).contains("note").doesNotContain(value));
  }
}
