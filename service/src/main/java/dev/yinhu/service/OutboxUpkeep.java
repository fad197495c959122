package dev.yinhu.service;

import dev.yinhu.notices.Notices;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets notices that were settled long ago, and settles those for which no node has a channel,
 * every hour until it is closed.
 */
final class OutboxUpkeep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxUpkeep.class);
  private static final Duration EVERY = Duration.ofHours(1);
  private static final int TOGETHER = 1_000;

  private final Notices notices;
  private final Duration keep;
  private final InstantSource clock;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("outbox-upkeep").daemon().factory());

  private OutboxUpkeep(Notices notices, Duration keep, InstantSource clock) {
    this.notices = notices;
    this.keep = keep;
    this.clock = clock;
  }

  static OutboxUpkeep start(Notices notices, Duration keep, InstantSource clock) {
    OutboxUpkeep upkeep = new OutboxUpkeep(notices, keep, clock);
    var _ =
        upkeep.thread.scheduleWithFixedDelay(
            upkeep::round, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    return upkeep;
  }

  private void round() {
    try {
      Instant now = clock.instant();
      int given = notices.giveUp(now.minus(EVERY));
      int forgotten = 0;
      int last = TOGETHER;
      while (last == TOGETHER) {
        last = notices.forget(now.minus(keep), TOGETHER);
        forgotten += last;
      }
      if (given + forgotten > 0) {
        LOG.info("{} notices had no channel in their time, {} are forgotten", given, forgotten);
      }
    } catch (RuntimeException e) {
      LOG.warn("The outbox was not tidied up; the next round tries again", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
