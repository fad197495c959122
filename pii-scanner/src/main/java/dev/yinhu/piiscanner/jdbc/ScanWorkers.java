package dev.yinhu.piiscanner.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Threads that look at the rows of one table while its reader reads on. For one reader; closing
 * ends the threads, whatever they were at.
 */
final class ScanWorkers implements AutoCloseable {
  private static final int AHEAD = 4;
  private static final RowBatch END = new RowBatch(0);

  private final BlockingQueue<RowBatch> belt;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final List<TableTally> tallies = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final TableTally sum;

  ScanWorkers(int count, Supplier<TableTally> tally) {
    this.belt = new ArrayBlockingQueue<>(count + AHEAD);
    this.sum = tally.get();
    for (int i = 0; i < count; i++) {
      TableTally own = tally.get();
      tallies.add(own);
      threads.add(Thread.ofPlatform().name("scan-" + i).daemon().start(() -> work(own)));
    }
  }

  private void work(TableTally tally) {
    try {
      for (RowBatch batch = belt.take(); batch != END; batch = belt.take()) {
        if (failure.get() == null) {
          scan(tally, batch);
        }
      }
    } catch (InterruptedException e) {
      // Closed before the end.
    }
  }

  private void scan(TableTally tally, RowBatch batch) {
    try {
      tally.add(batch);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      failure.compareAndSet(null, e);
    }
  }

  /**
   * Hands rows over; waits while the workers are behind.
   *
   * @throws ScanFailed when looking at a value failed
   */
  void put(RowBatch batch) throws InterruptedException {
    check();
    belt.put(batch);
  }

  private void check() {
    Throwable failed = failure.get();
    if (failed != null) {
      throw new ScanFailed(failed);
    }
  }

  /** Waits until all rows were looked at; the sum of all that was handed over. */
  TableTally finish() throws InterruptedException {
    for (int i = 0; i < threads.size(); i++) {
      belt.put(END);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    check();
    tallies.forEach(sum::add);
    tallies.clear();
    return sum;
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
  }

  /** The engine failed on a value; its message may hold the value. */
  static final class ScanFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private ScanFailed(Throwable cause) {
      super("the engine failed: " + cause.getClass().getName(), cause);
    }
  }
}
