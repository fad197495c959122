package dev.yinhu.service.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Brings results of other threads back to one event loop. What comes while a delivery is already
 * due joins it, so a commit that answers fifty requests wakes the loop once and not fifty times.
 */
final class LoopInbox {
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

  private void post(Runnable delivery) {
    waiting.add(delivery);
    if (due.compareAndSet(false, true)) {
      context.runOnContext(_ -> deliverAll());
    }
  }

  private void deliverAll() {
    // First, so that what is added from now on is either seen below or makes a new delivery due.
    due.set(false);
    for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
      next.run();
    }
  }
}
