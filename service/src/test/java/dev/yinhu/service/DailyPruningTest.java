package dev.yinhu.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.accessaudit.retention.Doubt;
import dev.yinhu.accessaudit.retention.PruningPlan;
import dev.yinhu.accessaudit.retention.PruningRefused;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DailyPruningTest {
  private static final DailyPruning.Times OFTEN =
      new DailyPruning.Times(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(1));
  private static final PruningPlan NOTHING =
      new PruningPlan(0, 0, Instant.EPOCH, 0, 0, Map.of(), new Doubt(List.of(), 0), List.of());

  static List<Throwable> faults() {
    return List.of(
        new PruningRefused("the published checkpoint is behind"),
        new IllegalStateException("the database is gone"),
        new OutOfMemoryError("just for this test"),
        new NoClassDefFoundError("just for this test"));
  }

  private static PruningPlan fail(Throwable fault) {
    switch (fault) {
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new AssertionError(fault);
    }
  }

  @ParameterizedTest
  @MethodSource("faults")
  void whateverIsThrownItIsTriedAgain(Throwable fault) {
    AtomicInteger tries = new AtomicInteger();
    DailyPruning.Work work = _ -> tries.incrementAndGet() < 3 ? fail(fault) : NOTHING;
    try (DailyPruning _ = DailyPruning.start(work, OFTEN)) {
      Await.until("it is tried again", () -> tries.get() >= 4);
    }
  }

  @Test
  @Timeout(60)
  void closingEndsAPruningThatRunsInsteadOfWaitingForIt() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    DailyPruning daily =
        DailyPruning.start(
            stop -> {
              running.countDown();
              while (!stop.getAsBoolean()) {
                LockSupport.parkNanos(1_000_000);
              }
              ended.countDown();
              return NOTHING;
            },
            OFTEN);
    running.await();
    daily.close();
    assertThat(ended.getCount()).isZero();
  }
}
