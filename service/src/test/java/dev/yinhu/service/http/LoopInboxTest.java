package dev.yinhu.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class LoopInboxTest {
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void deliveriesThatFailLeaveNobodyElseWithoutAResult() throws Exception {
    var context = vertx.getOrCreateContext();
    var inbox = new LoopInbox(context);
    var seen = new CopyOnWriteArrayList<String>();
    var done = new CountDownLatch(1);

    // All are queued while the loop is busy, so that one delivery carries them.
    context.runOnContext(_ -> {
      inbox.post(() -> {
        throw new IllegalStateException("this request cannot be answered");
      });
      inbox.deliver(CompletableFuture.completedStage("first")).onSuccess(seen::add);
      inbox.post(() -> {
        throw new NoClassDefFoundError("neither can this one");
      });
      inbox
          .deliver(CompletableFuture.completedStage("second"))
          .onSuccess(value -> {
            seen.add(value);
            done.countDown();
          });
    });

    assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(seen).containsExactly("first", "second");
  }
}
