package dev.yinhu.accessaudit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever comes in, only {@link IllegalArgumentException} may come out. */
class CheckpointFuzzTest {
  @FuzzTest(maxDuration = "20s")
  void checkpointsParseToTheirOnlyTextOrAreRefused(FuzzedDataProvider data) {
    String text = data.consumeRemainingAsString();
    try {
      assertThat(Checkpoint.parse(text).text()).isEqualTo(text);
    } catch (IllegalArgumentException expected) {
      assertThat(expected.getMessage()).isNotEmpty();
    }
  }
}
