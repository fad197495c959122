package dev.yinhu.tableprotection;

import dev.yinhu.database.Pace;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One walk along the table's key: one thread reads ahead, at most {@value #AT_ONCE} batches are
 * worked on side by side, and the caller's thread is told of those that are done in the order of
 * the key. Used once.
 */
final class Walk {
  private static final int AT_ONCE = 4;
  private static final long LOOK_MILLIS = 100;

  /** What is done with a batch; by many threads at once. Blocks. */
  interface Work {
    Settled on(List<Row> rows) throws InterruptedException;
  }

  private final RowStore rows;
  private final RowFilter filter;
  private final Pace pace;
  private final int batchRows;
  private final Work work;
  private final Semaphore room = new Semaphore(AT_ONCE);
  private final BlockingQueue<Future<Optional<Settled>>> belt = new LinkedBlockingQueue<>();
  private volatile boolean ended;
  private volatile boolean stopped;

  /**
   * @param rows a connection for reading only, used by this walk alone
   */
  Walk(RowStore rows, RowFilter filter, Pace pace, int batchRows, Work work) {
    this.rows = rows;
    this.filter = filter;
    this.pace = pace;
    this.batchRows = batchRows;
    this.work = work;
  }

  /**
   * Walks until the end, or until the watcher says stop; the batches at hand are then still done.
   *
   * @param done is told of each batch
   * @return whether the end was reached
   */
  boolean run(Optional<RowKey> after, Consumer<Settled> done, Watcher watcher)
      throws InterruptedException {
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      Thread reader = Thread.ofVirtual().start(() -> read(after, workers));
      try {
        while (true) {
          Optional<Settled> settled = result(next(watcher, reader));
          if (settled.isEmpty()) {
            return ended;
          }
          room.release();
          done.accept(settled.get());
        }
      } finally {
        stop(reader);
        reader.join();
      }
    }
  }

  private Future<Optional<Settled>> next(Watcher watcher, Thread reader)
      throws InterruptedException {
    while (true) {
      if (watcher.stopping() && !stopped) {
        stop(reader);
      }
      @Nullable Future<Optional<Settled>> next = belt.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      if (next != null) {
        return next;
      }
    }
  }

  private void stop(Thread reader) {
    stopped = true;
    reader.interrupt();
  }

  /** Ends with an empty element, or with what failed. */
  private void read(Optional<RowKey> after, ExecutorService workers) {
    try {
      readAll(after, workers);
      ended = true;
      belt.add(CompletableFuture.completedFuture(Optional.empty()));
    } catch (InterruptedException e) {
      belt.add(CompletableFuture.completedFuture(Optional.empty()));
    } catch (RuntimeException e) {
      // An interrupt breaks the connection that is being read from.
      belt.add(
          stopped
              ? CompletableFuture.completedFuture(Optional.empty())
              : CompletableFuture.failedFuture(e));
    }
  }

  private void readAll(Optional<RowKey> after, ExecutorService workers)
      throws InterruptedException {
    Optional<RowKey> at = after;
    boolean more = true;
    while (more) {
      room.acquire();
      List<Row> batch = rows.read(filter, at);
      if (!batch.isEmpty()) {
        pace.take(batch.size());
        at = Optional.of(batch.getLast().key());
        belt.add(workers.submit(() -> Optional.of(work.on(batch))));
      }
      more = batch.size() == batchRows;
    }
  }

  private static Optional<Settled> result(Future<Optional<Settled>> future)
      throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ProtectionException known) {
        throw known;
      }
      throw new ProtectionException(
          "a batch could not be worked on (%s): run the job again to go on; --debug shows more"
              .formatted(String.valueOf(e.getCause()).replaceAll(":.*", "")),
          e);
    }
  }
}
