package dev.yinhu.service.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An answer between one thread that writes and the event loop, which sends. At most {@value #MOST}
 * pieces, one for each call of write, are on their way to the client; then writing waits.
 */
final class AnswerStream extends OutputStream {

  private static final int MOST = 4;

  private final Function<Buffer, Future<Void>> send;
  private int underway;
  private @Nullable Exception failure;

  /**
   * @param send gives a piece to the event loop; called on the writing thread, completes on any
   */
  AnswerStream(Function<Buffer, Future<Void>> send) {
    this.send = send;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    awaitTurn();
    send.apply(Buffer.buffer(length).appendBytes(bytes, from, length))
        .onComplete(_ -> sent(), this::notSent);
  }

  private synchronized void awaitTurn() throws IOException {
    while (underway == MOST && failure == null) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("the service stops", e);
      }
    }
    if (failure != null) {
      throw new BrokenStream(failure);
    }
    underway++;
  }

  private synchronized void sent() {
    underway--;
    notifyAll();
  }

  private void notSent(Throwable cause) {
    sent();
    fail(cause instanceof Exception e ? e : new IOException("not sent", cause));
  }

  /** Makes writing fail from now on. */
  synchronized void fail(Exception cause) {
    if (failure == null) {
      failure = cause;
      notifyAll();
    }
  }
}
