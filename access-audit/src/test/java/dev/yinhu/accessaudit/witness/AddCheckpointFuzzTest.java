package dev.yinhu.accessaudit.witness;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * What anybody may send to a witness: only {@link IllegalArgumentException} may come out, and of
 * each request there is one spelling.
 */
class AddCheckpointFuzzTest {
  @FuzzTest(maxDuration = "20s")
  void requestsParseToTheirOnlyTextOrAreRefused(FuzzedDataProvider data) {
    String body = data.consumeRemainingAsString();
    try {
      AddCheckpoint request = AddCheckpoint.parse(body);
      assertThat(request.text()).isEqualTo(body);
      assertThat(request.oldSize()).isNotNegative();
      assertThat(body).endsWith(request.note());
    } catch (IllegalArgumentException expected) {
      assertThat(expected.getMessage()).isNotEmpty();
    }
  }
}
