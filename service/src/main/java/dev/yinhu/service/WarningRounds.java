package dev.yinhu.service;

import dev.yinhu.breachresponse.Order;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every second for what calls for a warning, until it is closed. Several nodes may look at
 * once: each pattern is one warning.
 */
final class WarningRounds implements AutoCloseable {
  /** Who raises them. */
  static final Order YINHU = new Order("yinhu", "warning-rounds");

  private static final Logger LOG = LoggerFactory.getLogger(WarningRounds.class);
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("warnings").daemon().factory());

  private WarningRounds() {}

  /** Begins to look. */
  static WarningRounds start(List<Runnable> watches) {
    WarningRounds rounds = new WarningRounds();
    for (Runnable watch : watches) {
      var _ =
          rounds.thread.scheduleWithFixedDelay(
              () -> quietly(watch), 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }
    return rounds;
  }

  private static void quietly(Runnable watch) {
    try {
      watch.run();
    } catch (RuntimeException e) {
      LOG.warn("Nobody looked for warnings; the next round tries again", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
