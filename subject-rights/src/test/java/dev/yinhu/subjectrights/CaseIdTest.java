package dev.yinhu.subjectrights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaseIdTest {
  @Test
  void everyNewOneIsAnotherAndOfTheForm() {
    Set<String> seen = new HashSet<>();
    SecureRandom random = new SecureRandom();
    for (int i = 0; i < 1_000; i++) {
      assertThat(seen.add(CaseId.random(random).text())).isTrue();
    }
    assertThat(seen).allMatch(text -> new CaseId(text).text().equals(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "R",
        "R-00000-00000-00000",
        "R-00000-00000-00000-0000",
        "R-00000-00000-00000-0000U",
        "R-00000-00000-00000-0000a",
        "r-00000-00000-00000-00000",
        "R-00000-00000-00000-00000 ",
        "R-00000-00000-00000-00000-00000",
        "13800138000"
      })
  void anotherFormIsRefusedWithoutBeingRepeated(String text) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new CaseId(text))
        .satisfies(
            e -> assertThat(e.getMessage()).contains("R-4T7KX").doesNotContain("13800138000"));
  }
}
