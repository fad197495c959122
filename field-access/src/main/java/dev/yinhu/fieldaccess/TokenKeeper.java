package dev.yinhu.fieldaccess;

import dev.yinhu.crypto.Tokens;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes expired tokens every few minutes, in batches; several nodes may do so at once. */
final class TokenKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TokenKeeper.class);
  private static final long PERIOD_SECONDS = 300;
  private static final int BATCH = 1_000;

  /** What is left after so many batches waits for the next time. */
  private static final int MOST_BATCHES = 100;

  private final Tokens tokens;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("token-keeper").daemon().factory());
  private volatile boolean closing;

  TokenKeeper(Tokens tokens) {
    this.tokens = tokens;
  }

  void start() {
    var _ =
        timer.scheduleWithFixedDelay(this::purge, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
  }

  /** A failure is told and ends nothing: the next time goes on. */
  void purge() {
    try {
      for (int batch = 0; batch < MOST_BATCHES && !closing; batch++) {
        if (tokens.purge(BATCH) < BATCH) {
          return;
        }
      }
    } catch (RuntimeException e) {
      LOG.warn("Expired tokens cannot be removed now; it is tried again later");
    }
  }

  @Override
  public void close() {
    closing = true;
    timer.shutdown();
    timer.close();
  }
}
