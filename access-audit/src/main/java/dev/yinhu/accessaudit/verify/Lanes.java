package dev.yinhu.accessaudit.verify;

import dev.yinhu.accessaudit.AuditException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A few threads that share work which comes in pieces; with one lane there is no thread. */
final class Lanes implements AutoCloseable {
  private static final int PIECES_A_LANE = 4;

  /** Does the pieces from one to another. */
  interface Work {
    void run(int from, int to);
  }

  private final int lanes;
  private final ExecutorService threads;

  Lanes(int lanes) {
    this.lanes = lanes;
    this.threads =
        Executors.newFixedThreadPool(
            lanes, Thread.ofPlatform().name("audit-verify-", 0).daemon().factory());
  }

  /** Does all of so many pieces and waits for them. */
  void share(int pieces, Work work) {
    if (lanes == 1 || pieces < 2) {
      work.run(0, pieces);
      return;
    }
    int each = Math.max(1, pieces / (lanes * PIECES_A_LANE));
    List<Callable<Void>> calls = new ArrayList<>();
    for (int from = 0; from < pieces; from += each) {
      int first = from;
      int end = Math.min(pieces, from + each);
      calls.add(() -> {
        work.run(first, end);
        return null;
      });
    }
    try {
      for (Future<Void> done : threads.invokeAll(calls)) {
        done.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AuditException("the verification was interrupted; run it again", e);
    } catch (ExecutionException e) {
      throw new AuditException("the verification failed; run it again", e.getCause());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
