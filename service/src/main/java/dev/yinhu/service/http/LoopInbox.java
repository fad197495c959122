package dev.yinhu.service.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings results of other threads back to one event loop. What comes while a delivery is already
 * due joins it, so a commit that answers fifty requests wakes the loop once and not fifty times.
 */
final class LoopInbox {
  private static final Logger LOG = LoggerFactory.getLogger(LoopInbox.class);

  private final Context context;
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean due = new AtomicBoolean();

  LoopInbox(Context context) {
    this.context = context;
  }

  /** A future that completes on the event loop when the stage does, on whichever thread. */
  <T> Future<T> deliver(CompletionStage<T> stage) {
    Promise<T> promise = Promise.promise();
    stage.whenComplete((value, failure) ->
        post(() -> {
          if (failure == null) {
            promise.complete(value);
          } else {
            promise.fail(failure);
          }
        }));
    return promise.future();
  }

  /** Runs it on the event loop, after what was posted before; may be called on any thread. */
  void post(Runnable delivery) {
    waiting.add(delivery);
    if (due.compareAndSet(false, true)) {
      context.runOnContext(_ -> deliverAll());
    }
  }

  private void deliverAll() {
    // First, so that what is added from now on is either seen below or makes a new delivery due.
    due.set(false);
    for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
      run(next);
    }
  }

  /** What fails is one request's; the others' answers are in the same queue and must go out. */
  private static void run(Runnable delivery) {
    try {
      delivery.run();
    } catch (RuntimeException | Error e) {
      LOG.error("A result could not be delivered to its request: {}", e.getClass().getName());
    }
  }
}
