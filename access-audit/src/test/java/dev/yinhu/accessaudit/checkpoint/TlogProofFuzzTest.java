package dev.yinhu.accessaudit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * What is read prints again byte for byte, and only {@link IllegalArgumentException} may come out.
 * Runs its seeds in a build; with {@code JAZZER_FUZZ=1} it searches.
 */
class TlogProofFuzzTest {

  @FuzzTest(maxDuration = "20s")
  void proofsReadAsTheyPrintOrAreRefused(FuzzedDataProvider data) {
    String text = data.consumeRemainingAsString();
    try {
      assertThat(TlogProof.parse(text).text()).isEqualTo(text);
    } catch (IllegalArgumentException expected) {
      assertThat(expected).hasMessageNotContaining("\u0000");
    }
  }
}
