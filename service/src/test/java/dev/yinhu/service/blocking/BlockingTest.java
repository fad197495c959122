package dev.yinhu.service.blocking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class BlockingTest {

  @Test
  void runsOnAVirtualThread() throws Exception {
    try (var blocking = new Blocking(1)) {
      assertThat(blocking.submit(() -> Thread.currentThread().isVirtual()).get(5, TimeUnit.SECONDS))
          .isTrue();
    }
  }

  @Test
  void refusesAtOnceWhenAllPermitsAreTaken() throws Exception {
    var release = new CountDownLatch(1);
    try (var blocking = new Blocking(1)) {
      var running =
          blocking.submit(() -> {
            release.await();
            return "done";
          });

      assertThatThrownBy(() -> blocking.submit(() -> "late").join())
          .hasCauseInstanceOf(BusyException.class);
      release.countDown();
      assertThat(running.get(5, TimeUnit.SECONDS)).isEqualTo("done");
      assertThat(blocking.submit(() -> "next").get(5, TimeUnit.SECONDS)).isEqualTo("next");
    }
  }

  @Test
  void aFailedCallGivesItsPermitBack() throws Exception {
    try (var blocking = new Blocking(1)) {
      assertThatThrownBy(() ->
              blocking
                  .submit(() -> {
                    throw new IllegalStateException("broken");
                  })
                  .join())
          .hasRootCauseMessage("broken");
      assertThat(blocking.running()).isZero();
      assertThat(blocking.submit(() -> "next").get(5, TimeUnit.SECONDS)).isEqualTo("next");
    }
  }
}
