package dev.yinhu.service.blocking;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Runs blocking code on virtual threads, one per call, with a bound on how many run at once. A call
 * beyond the bound fails at once with {@link BusyException} instead of waiting, so that a slow
 * database turns into quick refusals and not into a growing heap. Thread-safe.
 */
public final class Blocking implements AutoCloseable {

  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);

  private final Semaphore permits;
  private final int most;
  private final ExecutorService threads;

  /**
   * @param permits calls that may run at once, at least 1
   */
  public Blocking(int permits) {
    if (permits < 1) {
      throw new IllegalArgumentException("permits must be at least 1, was " + permits);
    }
    this.most = permits;
    this.permits = new Semaphore(permits);
    this.threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("blocking-", 0).factory());
  }

  /**
   * Starts the call and returns at once.
   *
   * @return completes on the virtual thread with what the call returned or threw; already failed
   *     with {@link BusyException} when the bound is reached
   */
  public <T> CompletableFuture<T> submit(Callable<T> call) {
    if (!permits.tryAcquire()) {
      return CompletableFuture.failedFuture(new BusyException());
    }
    var result = new CompletableFuture<T>();
    try {
      threads.execute(() -> run(call, result));
    } catch (RuntimeException e) {
      permits.release();
      result.completeExceptionally(e);
    }
    return result;
  }

  private <T> void run(Callable<T> call, CompletableFuture<T> result) {
    T value;
    try {
      value = call.call();
    } catch (Throwable e) { // Whoever waits for the future must hear of an Error too.
      permits.release();
      result.completeExceptionally(e);
      return;
    }
    permits.release();
    result.complete(value);
  }

  /** Calls that run now. */
  public int running() {
    return most - permits.availablePermits();
  }

  /** Calls that may run at once. */
  public int most() {
    return most;
  }

  /** Takes no further calls, waits up to ten seconds for the running ones, then interrupts them. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(CLOSE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
