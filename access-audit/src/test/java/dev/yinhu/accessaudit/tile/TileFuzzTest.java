package dev.yinhu.accessaudit.tile;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * What is read prints again byte for byte, and only {@link IllegalArgumentException} may come out.
 * Runs its seeds in a build; with {@code JAZZER_FUZZ=1} it searches.
 */
class TileFuzzTest {

  @FuzzTest(maxDuration = "20s")
  void pathsReadAsTheyPrintOrNotAtAll(FuzzedDataProvider data) {
    String text = data.consumeRemainingAsString();
    TilePath.parse(text).ifPresent(path -> assertThat(path.text()).isEqualTo(text));
  }

  @FuzzTest(maxDuration = "20s")
  void bundlesReadAsTheyAreWrittenOrAreRefused(FuzzedDataProvider data) {
    byte[] bytes = data.consumeRemainingAsBytes();
    try {
      assertThat(EntryBundles.write(EntryBundles.read(bytes))).isEqualTo(bytes);
    } catch (IllegalArgumentException expected) {
      assertThat(expected).hasMessageContaining("inside the entry");
    }
  }
}
