package dev.yinhu.accessaudit.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogNameTest {
  private static final String BASE = "shop.example/log";

  @ParameterizedTest
  @CsvSource({
    "shop.example/log, 1, ''",
    "shop.example/log/r2, 2, ''",
    "shop.example/log/r12-00ff3a9c, 12, 00ff3a9c",
    "old.example/log/r3-00ff3a9c, 3, 00ff3a9c",
  })
  void anOriginTellsGenerationAndMark(String origin, int generation, String mark) {
    assertThat(LogName.of(BASE, origin)).isEqualTo(new LogName(BASE, generation, mark));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "other.example/log",
        "shop.example/log/r1",
        "shop.example/log/r0",
        "shop.example/log/r02",
        "shop.example/log/r2-00FF3A9C",
        "shop.example/log/r2-00ff3a9",
        "shop.example/log/r2-",
        "shop.example/log/r9999999999",
        "/r2",
        "",
      })
  void whatIsNoLaterNameIsOfTheFirstGeneration(String origin) {
    assertThat(LogName.of(BASE, origin)).isEqualTo(new LogName(BASE, 1, ""));
  }

  @Test
  void aBaseThatLooksLikeALaterNameIsTheFirstOne() {
    assertThat(LogName.of("log/r4-00ff3a9c", "log/r4-00ff3a9c").generation()).isEqualTo(1);
  }

  @Test
  void aFreshNameIsReadAsItself() {
    LogName name = LogName.fresh(BASE, 2, new SecureRandom());
    assertThat(name.origin()).matches(BASE + "/r2-[0-9a-f]{8}");
    assertThat(LogName.of(BASE, name.origin())).isEqualTo(name);
    assertThat(LogName.fresh(BASE, 2, new SecureRandom())).isNotEqualTo(name);
  }

  @Test
  void markAndNumberAreChecked() {
    assertThatThrownBy(() -> new LogName(BASE, 0, "")).hasMessageContaining("1 to 999999999");
    assertThatThrownBy(() -> new LogName(BASE, 1_000_000_000, ""))
        .hasMessageContaining("1 to 999999999");
    LogName last = new LogName(BASE, 999_999_999, "00ff3a9c");
    assertThat(LogName.of(BASE, last.origin())).isEqualTo(last);
    assertThatThrownBy(() -> new LogName(BASE, 1, "00ff3a9c")).hasMessageContaining("8 hex");
    assertThatThrownBy(() -> new LogName(BASE, 2, "zz")).hasMessageContaining("8 hex");
  }
}
