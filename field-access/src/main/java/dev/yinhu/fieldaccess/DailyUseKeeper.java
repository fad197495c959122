package dev.yinhu.fieldaccess;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Exchanges the day's counts with the database once a second, and a last time when it closes. */
final class DailyUseKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DailyUseKeeper.class);
  private static final long PERIOD_SECONDS = 1;

  private final DailyUse dailyUse;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("daily-use").daemon().factory());
  private boolean failing;

  DailyUseKeeper(DailyUse dailyUse) {
    this.dailyUse = dailyUse;
  }

  /** Reads what was counted before, so that no limit starts afresh, then keeps on. */
  void start() {
    dailyUse.exchange();
    var _ =
        timer.scheduleWithFixedDelay(
            this::exchange, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
  }

  /** A failure is told once; the counts stay in memory and are stored when it works again. */
  private void exchange() {
    try {
      dailyUse.exchange();
      failing = false;
    } catch (RuntimeException e) {
      if (!failing) {
        LOG.warn("The counts of daily limits cannot be stored now; they are kept in memory");
      }
      failing = true;
    }
  }

  @Override
  public void close() {
    timer.close();
    exchange();
  }
}
