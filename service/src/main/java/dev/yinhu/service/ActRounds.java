package dev.yinhu.service;

import dev.yinhu.breachresponse.Acts;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs the outcome of acts whose node was killed, again and again, until it is closed. */
final class ActRounds implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ActRounds.class);
  private static final Duration EVERY = Duration.ofSeconds(5);

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("acts").daemon().factory());

  private ActRounds() {}

  /** Begins to look. */
  static ActRounds start(Acts acts) {
    ActRounds rounds = new ActRounds();
    var _ =
        rounds.thread.scheduleWithFixedDelay(
            () -> round(acts), 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    return rounds;
  }

  private static void round(Acts acts) {
    try {
      int recovered = acts.recover();
      if (recovered > 0) {
        LOG.warn("{} acts for incidents were left without an outcome; it is logged now", recovered);
      }
    } catch (RuntimeException e) {
      LOG.warn("Outcomes of acts could not be logged; the next round tries again", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
