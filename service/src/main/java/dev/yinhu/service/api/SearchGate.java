package dev.yinhu.service.api;

import dev.yinhu.service.blocking.BusyException;
import dev.yinhu.service.http.Exchange;
import io.vertx.core.Future;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;

/**
 * Lets only so many searches run at once. They may wait for the index for seconds, while it is
 * built anew all of them do, and what they wait on is shared with every other request. Thread-safe.
 */
public final class SearchGate {
  /** One of so many blocking calls may be a search. */
  private static final int SHARE = 4;

  private final Semaphore permits;

  /**
   * @param blockingPermits how many blocking calls may run at once in the whole service
   */
  public SearchGate(int blockingPermits) {
    this.permits = new Semaphore(Math.max(1, blockingPermits / SHARE));
  }

  /** As {@link Exchange#blocking}; fails with {@link BusyException} when too many searches run. */
  <T> Future<T> blocking(Exchange exchange, Callable<T> search) {
    if (!permits.tryAcquire()) {
      return Future.failedFuture(new BusyException());
    }
    try {
      return exchange.blocking(search).onComplete(_ -> permits.release());
    } catch (RuntimeException e) {
      permits.release();
      throw e;
    }
  }
}
