package dev.yinhu.tableprotection;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * One walk along the table's key: one thread reads ahead, the batches are worked on side by side,
 * and the caller's thread gets them in the order of the key. At most {@value #AHEAD} batches wait.
 */
final class Walk {
  private static final int AHEAD = 4;

  private final RowStore rows;
  private final Task task;
  private final Pace pace;
  private final int batchRows;

  /**
   * @param rows a connection for reading only, used by this walk alone
   */
  Walk(RowStore rows, Task task, Pace pace, int batchRows) {
    this.rows = rows;
    this.task = task;
    this.pace = pace;
    this.batchRows = batchRows;
  }

  /**
   * Walks until the end, or until the watcher says stop, which it is asked before each batch.
   *
   * @return whether the end was reached
   */
  boolean run(Optional<RowKey> after, Consumer<Batch> writer, Watcher watcher)
      throws InterruptedException {
    BlockingQueue<Future<Optional<Batch>>> belt = new ArrayBlockingQueue<>(AHEAD);
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> reading = workers.submit(() -> read(after, belt, workers));
      try {
        while (!watcher.stopping()) {
          Optional<Batch> batch = result(belt.take());
          if (batch.isEmpty()) {
            return true;
          }
          writer.accept(batch.get());
        }
        return false;
      } finally {
        reading.cancel(true);
      }
    }
  }

  /** Ends with an empty batch, or with what failed. */
  private void read(
      Optional<RowKey> after,
      BlockingQueue<Future<Optional<Batch>>> belt,
      ExecutorService workers) {
    try {
      try {
        readAll(after, belt, workers);
        belt.put(CompletableFuture.completedFuture(Optional.empty()));
      } catch (RuntimeException e) {
        belt.put(CompletableFuture.failedFuture(e));
      }
    } catch (InterruptedException nobodyWaits) {
      Thread.currentThread().interrupt();
    }
  }

  private void readAll(
      Optional<RowKey> after, BlockingQueue<Future<Optional<Batch>>> belt, ExecutorService workers)
      throws InterruptedException {
    Optional<RowKey> at = after;
    boolean more = true;
    while (more) {
      List<Row> batch = rows.read(task.filter(), at);
      if (!batch.isEmpty()) {
        pace.take(batch.size());
        at = Optional.of(batch.getLast().key());
        belt.put(workers.submit(() -> Optional.of(task.work(batch))));
      }
      more = batch.size() == batchRows;
    }
  }

  private static Optional<Batch> result(Future<Optional<Batch>> future)
      throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ProtectionException known) {
        throw known;
      }
      throw new ProtectionException(
          "a batch could not be worked on: see the cause with --debug; run the job again to go on",
          e);
    }
  }
}
