package dev.yinhu.service;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Something that takes a while to build and may never be asked for: built by the first thread that
 * asks, while others wait for it. When that fails, the next that asks tries again. Safe for use by
 * many threads.
 */
final class Lazy<T> {
  private final Supplier<T> building;
  private final AtomicReference<FutureTask<T>> task;

  Lazy(Supplier<T> building) {
    this.building = building;
    this.task = new AtomicReference<>(new FutureTask<>(building::get));
  }

  /** What was built; throws {@link IllegalStateException} when that failed. */
  T get() {
    FutureTask<T> current = task.get();
    current.run(); // Does nothing when another thread has begun, or it is done.
    try {
      return current.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while it was being built", e);
    } catch (ExecutionException e) {
      task.compareAndSet(current, new FutureTask<>(building::get));
      throw new IllegalStateException("the scanner cannot be built", e.getCause());
    }
  }
}
