package dev.yinhu.database;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a dead embedded server again, at once and then ever more slowly (up to every 10 s) while
 * it does not come up, for example on a full disk; keeps its log bounded.
 */
final class Watchdog {
  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
  private static final long LOOK_MILLIS = 200;
  private static final long LONGEST_BACKOFF_MILLIS = 10_000;
  private static final int LOOKS_PER_LOG_CHECK = 100;
  private static final long JOIN_MILLIS = 10_000;

  private final EmbeddedServer server;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;

  Watchdog(EmbeddedServer server) {
    this.server = server;
    this.thread = Thread.ofPlatform().daemon().name("yinhu-postgres-watchdog").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    long pause = LOOK_MILLIS;
    try {
      for (int look = 1; !stop.await(pause, TimeUnit.MILLISECONDS); look++) {
        pause = look(look) ? LOOK_MILLIS : Math.min(LONGEST_BACKOFF_MILLIS, pause * 2);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // Closing: the thread ends.
    }
  }

  /** False when the server is dead and could not be started. */
  private boolean look(int count) throws InterruptedException {
    try {
      if (server.died()) {
        LOG.warn("The embedded PostgreSQL (process {}) is gone; starting it again", server.pid());
        server.revive();
      } else if (count % LOOKS_PER_LOG_CHECK == 0) {
        server.boundLog();
      }
      return true;
    } catch (IOException | RuntimeException e) {
      LOG.error("The embedded PostgreSQL does not start; trying again: {}", e.getMessage());
      return false;
    }
  }

  /** Ends the watch; no start of the server is under way when this returns. */
  void end() throws InterruptedException {
    stop.countDown();
    thread.interrupt();
    thread.join(JOIN_MILLIS);
  }
}
