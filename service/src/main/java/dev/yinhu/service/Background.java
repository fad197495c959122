package dev.yinhu.service;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Does what follows an answer, so many at a time. Closing waits for what was begun, ten seconds.
 */
final class Background implements Executor, AutoCloseable {
  private static final Duration DRAIN = Duration.ofSeconds(10);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore permits;

  Background(int atOnce) {
    this.permits = new Semaphore(atOnce);
  }

  @Override
  public void execute(Runnable work) {
    threads.execute(() -> {
      permits.acquireUninterruptibly();
      try {
        work.run();
      } finally {
        permits.release();
      }
    });
  }

  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(DRAIN.toMillis(), TimeUnit.MILLISECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
