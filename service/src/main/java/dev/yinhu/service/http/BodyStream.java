package dev.yinhu.service.http;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request's body between the event loop, which puts chunks in, and one thread that reads. Holds
 * little more than {@value #HIGH} bytes: the loop is told to pause above that and to go on below
 * {@value #LOW}.
 */
final class BodyStream extends InputStream {

  private static final int HIGH = 262_144;
  private static final int LOW = 65_536;

  private final Runnable resume;
  private final Deque<Buffer> chunks = new ArrayDeque<>();
  private int held;
  private int offset;
  private boolean paused;
  private boolean ended;
  private @Nullable Exception failure;

  /**
   * @param resume lets the client go on sending; called on the reading thread
   */
  BodyStream(Runnable resume) {
    this.resume = resume;
  }

  /**
   * Puts a chunk in.
   *
   * @return whether the client is to pause
   */
  synchronized boolean add(Buffer chunk) {
    if (chunk.length() > 0 && failure == null) {
      chunks.add(chunk);
      held += chunk.length();
    }
    paused = held > HIGH;
    notifyAll();
    return paused;
  }

  /** No more will come. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** Makes reading fail from now on, unless all of the body has come; forgets what waits. */
  synchronized void fail(Exception cause) {
    if (!ended && failure == null) {
      failure = cause;
      chunks.clear();
      held = 0;
      notifyAll();
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    Objects.checkFromIndexSize(from, length, into.length);
    if (length == 0) {
      return 0;
    }
    boolean goOn;
    int taken;
    synchronized (this) {
      if (!awaitChunk()) {
        return -1;
      }
      taken = take(into, from, length);
      goOn = paused && held < LOW;
      paused = paused && !goOn;
    }
    if (goOn) {
      resume.run();
    }
    return taken;
  }

  private boolean awaitChunk() throws IOException {
    while (chunks.isEmpty() && !ended && failure == null) {
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
    return !chunks.isEmpty();
  }

  private int take(byte[] into, int from, int length) {
    Buffer first = chunks.getFirst();
    int taken = Math.min(length, first.length() - offset);
    first.getBytes(offset, offset + taken, into, from);
    offset += taken;
    held -= taken;
    if (offset == first.length()) {
      chunks.removeFirst();
      offset = 0;
    }
    return taken;
  }
}
