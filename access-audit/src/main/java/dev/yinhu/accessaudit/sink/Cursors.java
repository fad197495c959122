package dev.yinhu.accessaudit.sink;

import dev.yinhu.accessaudit.AuditException;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/**
 * How far the sinks are, over all nodes. Changes take effect on the node that streams within about
 * a second. Safe for use by many threads; blocks.
 */
public final class Cursors {
  private static final String BY_HAND = "by-hand";

  private final SinkStore store;

  /**
   * @param jdbi a database whose schema {@code audit} is migrated
   */
  public Cursors(Jdbi jdbi) {
    this.store = new SinkStore(jdbi);
  }

  /** All sinks that ever ran and were not forgotten, by name. */
  public List<SinkStatus> all() {
    return store.all();
  }

  /**
   * Stops a sink until it is resumed.
   *
   * @throws AuditException when there is no such sink
   */
  public void pause(String name) {
    found(store.pause(name, BY_HAND));
  }

  /**
   * Lets a paused sink go on where it was.
   *
   * @throws AuditException when there is no such sink
   */
  public void resume(String name) {
    found(store.pause(name, null));
  }

  /**
   * Has a sink go on with an entry: a later one, and what lies between is never sent; or an earlier
   * one, and entries are sent again.
   *
   * @throws AuditException when there is no such sink
   */
  public void skipTo(String name, long index) {
    if (index < 0) {
      throw new AuditException("an index is counted from 0, not " + index);
    }
    found(store.skipTo(name, index));
  }

  /**
   * Forgets a sink that no node streams, and its cursor. One that is still configured begins anew
   * with the next start.
   *
   * @throws AuditException when there is no such sink, or a node streams it
   */
  public void forget(String name) {
    if (!store.forget(name)) {
      found(has(name));
      throw new AuditException(
          "a node streams this sink: take it out of the file of sinks and restart the nodes first");
    }
  }

  /** Whether there is such a sink, whatever its name looks like. */
  public boolean has(String name) {
    return all().stream().anyMatch(sink -> sink.name().equals(name));
  }

  /** The name is not repeated: it may be anything that somebody typed. */
  private static void found(boolean found) {
    if (!found) {
      throw new AuditException("there is no sink of that name; see yinhu audit sinks");
    }
  }
}
