package dev.yinhu.service;

import dev.yinhu.subjectrights.indicator.Figures;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Freezes the figures of periods that are over, on one node at a time, until it is closed. */
final class FreezingRounds implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FreezingRounds.class);

  private final ScheduledExecutorService thread;

  private FreezingRounds(ScheduledExecutorService thread) {
    this.thread = thread;
  }

  static FreezingRounds start(Figures figures, Duration every) {
    ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("freeze-figures").daemon().factory());
    var _ =
        thread.scheduleWithFixedDelay(
            () -> round(figures), 0, every.toMillis(), TimeUnit.MILLISECONDS);
    return new FreezingRounds(thread);
  }

  private static void round(Figures figures) {
    try {
      int _ = figures.freezeDue();
    } catch (RuntimeException e) {
      LOG.warn("Figures of requests were not frozen; the next round tries again", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
