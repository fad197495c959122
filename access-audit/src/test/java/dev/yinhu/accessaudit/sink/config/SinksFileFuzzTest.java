package dev.yinhu.accessaudit.sink.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.file.Path;

/**
 * Whatever comes in, only {@link SinksFileException} may come out. Runs its seeds in a build; with
 * {@code JAZZER_FUZZ=1} it searches.
 */
class SinksFileFuzzTest {
  @FuzzTest(maxDuration = "20s")
  void filesAreReadOrRefused(FuzzedDataProvider data) {
    try {
      assertThat(SinksFile.parse(Path.of("sinks.yaml"), data.consumeRemainingAsString()))
          .doesNotContainNull();
    } catch (SinksFileException expected) {
      assertThat(expected).hasMessageContaining("sinks.yaml");
    }
  }
}
