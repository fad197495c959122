package dev.yinhu.subjectrights.erasure;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks again and again whether the time is over for which a law kept something. */
public final class DueRounds implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DueRounds.class);
  private static final Duration LAST_ROUND = Duration.ofSeconds(30);

  private final ScheduledExecutorService thread;

  private DueRounds(ScheduledExecutorService thread) {
    this.thread = thread;
  }

  /**
   * Begins at once.
   *
   * @param every how long to wait between two rounds, such as an hour
   */
  public static DueRounds start(DueErasing erasing, Duration every) {
    ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("kept-data-").daemon().factory());
    var _ =
        thread.scheduleWithFixedDelay(
            () -> round(erasing), 0, every.toMillis(), TimeUnit.MILLISECONDS);
    return new DueRounds(thread);
  }

  private static void round(DueErasing erasing) {
    try {
      int ended = erasing.round();
      if (ended > 0) {
        LOG.info("Of {} people nothing is kept any more", ended);
      }
    } catch (RuntimeException e) {
      LOG.warn("What laws kept could not be looked at; the next round tries again", e);
    }
  }

  /** Lets a round that runs come to its end, for half a minute at most. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(LAST_ROUND.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn("A round over kept data does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
