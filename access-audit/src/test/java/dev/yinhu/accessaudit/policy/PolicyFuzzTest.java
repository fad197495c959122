package dev.yinhu.accessaudit.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever comes in, only {@link IllegalArgumentException} may come out. */
class PolicyFuzzTest {
  @FuzzTest(maxDuration = "20s")
  void policiesParseOrAreRefused(FuzzedDataProvider data) {
    String text = data.consumeRemainingAsString();
    try {
      TrustPolicy policy = TrustPolicy.parse(text);
      assertThat(policy.isQuorum(policy.witnesses().stream().map(w -> w.key()).toList())).isTrue();
    } catch (IllegalArgumentException expected) {
      assertThat(expected.getMessage()).isNotEmpty();
    }
  }
}
