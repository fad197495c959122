package dev.yinhu.accessaudit.sink.transport;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs work on a socket that may hang in a write, for which Java has no timeout: on a virtual
 * thread, which the caller leaves by closing the socket when time is over or it is interrupted.
 */
final class BoundedCall {
  /** Work that may fail with its socket. */
  interface Work {
    void run() throws IOException;
  }

  private BoundedCall() {}

  /**
   * Returns when the work is done.
   *
   * @param socket closed when the work takes longer or this thread is interrupted
   * @throws IOException when the work failed, or took longer than that
   */
  static void run(Duration longest, Closeable socket, Work work)
      throws IOException, InterruptedException {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> complete(done, work));
    try {
      done.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      socket.close();
      throw new IOException("the receiver took longer than " + longest.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      socket.close();
      throw e;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    }
  }

  private static void complete(CompletableFuture<Boolean> done, Work work) {
    try {
      work.run();
      done.complete(true);
    } catch (IOException | RuntimeException e) {
      done.completeExceptionally(e);
    }
  }
}
