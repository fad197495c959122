package dev.yinhu.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TokenSettingsTest {
  @Test
  void aLifetimeIsMoreThanZeroAndAtMostAHundredYears() {
    Duration longest = TokenSettings.LONGEST_LIFETIME;

    assertThat(settings(TokenKind.RANDOM, Duration.ofNanos(1)).lifetime()).isPresent();
    assertThat(settings(TokenKind.RANDOM, longest).lifetime()).contains(longest);
    for (Duration wrong :
        new Duration[] {Duration.ZERO, Duration.ofSeconds(-1), longest.plusNanos(1)}) {
      assertThatIllegalArgumentException()
          .as("%s", wrong)
          .isThrownBy(() -> settings(TokenKind.DETERMINISTIC, wrong));
    }
  }

  @Test
  void aOneWayTokenHasNoLifetime() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(TokenKind.ONE_WAY, Duration.ofDays(1)));
  }

  private static TokenSettings settings(TokenKind kind, Duration lifetime) {
    return new TokenSettings(kind, Optional.of(lifetime), false);
  }
}
