package dev.yinhu.accessaudit.sink.transport;

import dev.yinhu.accessaudit.sink.format.LogEvent;
import java.util.List;

/** Hands events to one receiver. For one thread, except {@link #close}. */
public interface Transport extends AutoCloseable {
  /**
   * Hands over some events from the front of the list, in order, and returns when the receiver has
   * them. Every wait in it is bounded.
   *
   * @param events at least one
   * @return how many it has now, at least 1
   * @throws NotDelivered when it is not known to have any of them; it may all the same have some
   * @throws InterruptedException when the thread was interrupted while it waited
   */
  int deliver(List<LogEvent> events) throws NotDelivered, InterruptedException;

  /** Lets go of connections and threads; a delivery that still runs fails. */
  @Override
  void close();
}
