package dev.yinhu.service.api;

import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.sink.Cursors;
import dev.yinhu.accessaudit.sink.SinkStatus;
import java.util.List;
import java.util.Map;

/**
 * The sinks as one actor sees and changes them: every change is in the access log, its intent
 * before and its outcome after. What cannot be done throws {@link AuditException} and is not
 * recorded. Blocks; whether the actor may do so is decided before.
 */
public final class SinkDesk {
  private static final String SINK = "sink";

  private final Cursors cursors;
  private final AuditLog log;
  private final AdminChanges changes;
  private final String actor;
  private final String requestId;

  /**
   * @param actor a caller's name, or {@code command-line}
   */
  public SinkDesk(
      Cursors cursors, AuditLog log, AdminChanges changes, String actor, String requestId) {
    this.cursors = cursors;
    this.log = log;
    this.changes = changes;
    this.actor = actor;
    this.requestId = requestId;
  }

  /** All sinks that ever ran and were not forgotten. */
  public List<SinkStatus> all() {
    return cursors.all();
  }

  /** How many entries the log has now. */
  public long logSize() {
    return log.head().size();
  }

  /** Sends nothing until it is resumed. */
  public void pause(String name) {
    make("sink-pause", Map.of(SINK, name), () -> cursors.pause(name));
  }

  /** Goes on where it was. */
  public void resume(String name) {
    make("sink-resume", Map.of(SINK, name), () -> cursors.resume(name));
  }

  /**
   * Goes on with that entry.
   *
   * @throws AuditException when the log does not have so many entries
   */
  public void skipTo(String name, long index) {
    long size = logSize();
    if (index > size) {
      throw new AuditException(
          "the log has %d entries; a sink cannot go on with entry %d".formatted(size, index));
    }
    make(
        "sink-skip",
        Map.of(SINK, name, "to", Long.toString(index)),
        () -> cursors.skipTo(name, index));
  }

  /** Forgets it and its cursor. */
  public void forget(String name) {
    make("sink-forget", Map.of(SINK, name), () -> cursors.forget(name));
  }

  /** Nothing is recorded for a name that is none: what was typed may be anything. */
  private void make(String action, Map<String, String> details, Runnable work) {
    if (!cursors.has(details.getOrDefault(SINK, ""))) {
      throw new AuditException("there is no sink of that name; see yinhu audit sinks");
    }
    var _ =
        changes.make(
            new AdminChanges.Change(actor, requestId, action, details),
            () -> {
              work.run();
              return true;
            },
            _ -> Map.of());
  }
}
