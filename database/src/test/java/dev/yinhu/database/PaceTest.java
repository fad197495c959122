package dev.yinhu.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {
  private final AtomicLong now = new AtomicLong(5);
  private Duration waited = Duration.ZERO;

  private void pause(Duration time) {
    waited = waited.plus(time);
    now.addAndGet(time.toNanos());
  }

  @Test
  void batchesComeNoFasterThanTheRate() throws InterruptedException {
    Pace pace = new Pace(OptionalInt.of(100), now::get, this::pause);
    for (int i = 0; i < 11; i++) {
      pace.take(50);
    }
    assertThat(waited).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void aLongHoldUpIsNotMadeUpForByMoreThanASecond() throws InterruptedException {
    Pace pace = new Pace(OptionalInt.of(100), now::get, this::pause);
    now.addAndGet(Duration.ofHours(1).toNanos());
    pace.take(100);
    pace.take(100);
    pace.take(100);
    assertThat(waited).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void withoutARateNobodyWaits() throws InterruptedException {
    Pace pace = new Pace(OptionalInt.empty(), now::get, this::pause);
    pace.take(1_000_000);
    assertThat(waited).isZero();
  }
}
