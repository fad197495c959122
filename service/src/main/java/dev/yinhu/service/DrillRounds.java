package dev.yinhu.service;

import dev.yinhu.breachresponse.drill.Drills;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plays drills on, four times a second, until it is closed. */
final class DrillRounds implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DrillRounds.class);
  private static final Duration EVERY = Duration.ofMillis(250);

  private final ScheduledExecutorService thread;

  private DrillRounds(ScheduledExecutorService thread) {
    this.thread = thread;
  }

  static DrillRounds start(Drills drills) {
    ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("drills").daemon().factory());
    var _ =
        thread.scheduleWithFixedDelay(
            () -> round(drills), 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    return new DrillRounds(thread);
  }

  private static void round(Drills drills) {
    try {
      drills.work();
    } catch (RuntimeException e) {
      LOG.warn("Drills did not go on; the next round tries again", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
