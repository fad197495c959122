package dev.yinhu.subjectrights.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptLimitsTest {
  @TempDir private static Path directory;

  @Test
  void twoNodesCountTogetherAndAWindowEnds() throws Exception {
    AttemptLimit limit = new AttemptLimit("source", 4, Duration.ofMinutes(10));
    try (IdentityRoom room = new IdentityRoom(directory)) {
      AttemptLimits one = room.limits();
      AttemptLimits other = room.limits();
      for (int i = 0; i < 2; i++) {
        assertThat(one.permits(limit, "192.0.2.1")).isTrue();
        assertThat(other.permits(limit, "192.0.2.1")).isTrue();
      }
      assertThat(one.permits(limit, "192.0.2.1")).isFalse();
      assertThat(other.permits(limit, "192.0.2.1")).isFalse();
      assertThat(other.permits(limit, "192.0.2.2")).isTrue();

      room.now = room.now.plus(Duration.ofMinutes(10));
      assertThat(other.permits(limit, "192.0.2.1")).isTrue();
    }
  }
}
