package dev.yinhu.service;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Closes what was opened, last first. Every resource gets its turn however many fail; the first
 * failure is thrown, later ones are kept as suppressed. Closing twice is harmless. For one thread
 * at a time.
 *
 * <pre>{@code
 * var closer = new Closer();
 * try {
 *   var database = closer.add(Database.open(config, directory));
 *   return new Yinhu(database, closer);
 * } catch (Throwable e) {
 *   throw closer.closeAfter(e);
 * }
 * }</pre>
 */
public final class Closer implements AutoCloseable {

  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  /** Takes charge of a resource and gives it back. */
  public <T extends AutoCloseable> T add(T resource) {
    open.push(resource);
    return resource;
  }

  /**
   * Closes everything because a start failed half-way.
   *
   * @return the failure to throw, with what went wrong while closing as suppressed; checked ones
   *     are wrapped
   */
  public RuntimeException closeAfter(Throwable failure) {
    closeAll(failure);
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException("start failed", failure);
  }

  @Override
  public void close() {
    var failure = closeAll(null);
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (failure != null) {
      throw new IllegalStateException("cannot close", failure);
    }
  }

  private @Nullable Throwable closeAll(@Nullable Throwable first) {
    var failure = first;
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Throwable e) { // The rest must be closed whatever this was.
        if (failure == null) {
          failure = e;
        } else if (!failure.equals(e)) {
          failure.addSuppressed(e);
        }
      }
    }
    return failure;
  }
}
