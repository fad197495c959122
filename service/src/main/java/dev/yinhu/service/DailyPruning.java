package dev.yinhu.service;

import dev.yinhu.accessaudit.retention.PruningPlan;
import dev.yinhu.accessaudit.retention.PruningRefused;
import dev.yinhu.accessaudit.retention.RetentionPolicy;
import dev.yinhu.service.api.RetentionDesk;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Prunes the access log once a day, when the policy says that the service does that by itself. */
final class DailyPruning implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DailyPruning.class);
  private static final int FIRST_MINUTES = 15;
  private static final int DAY_MINUTES = 24 * 60;

  private final RetentionDesk desk;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("audit-pruning").daemon().factory());

  private DailyPruning(RetentionDesk desk) {
    this.desk = desk;
  }

  /** Starts; the first time is a quarter of an hour from now. */
  static DailyPruning start(RetentionDesk desk) {
    DailyPruning daily = new DailyPruning(desk);
    if (desk.policy().map(RetentionPolicy::automatic).orElse(false)) {
      var _ =
          daily.timer.scheduleWithFixedDelay(
              daily::prune, FIRST_MINUTES, DAY_MINUTES, TimeUnit.MINUTES);
    }
    return daily;
  }

  private void prune() {
    try {
      PruningPlan done = desk.prune();
      LOG.info(
          "The access log is pruned below index {}: {} entries went, {} are held",
          done.boundary(),
          done.goes(),
          done.held());
    } catch (PruningRefused e) {
      LOG.warn("The access log was not pruned: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.warn("Pruning the access log failed; it is tried again tomorrow", e);
    }
  }

  /** Waits for a pruning that runs; each of its steps is short, and none is lost if it is cut. */
  @Override
  public void close() {
    timer.close();
  }
}
