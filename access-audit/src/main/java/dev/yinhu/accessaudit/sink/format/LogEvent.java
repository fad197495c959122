package dev.yinhu.accessaudit.sink.format;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.EntryReader;
import dev.yinhu.accessaudit.log.StoredEntry;
import java.time.Instant;
import java.util.Base64;

/**
 * An entry with its place in the log.
 *
 * @param origin the log's name in its checkpoints
 * @param index the entry's index, from 0
 * @param json the leaf's bytes as text
 * @param leafHash the leaf's hash in base64
 * @param committedAt when its batch was committed
 * @param entry the leaf read; {@link AuditEntry.Unknown} when this version cannot
 */
public record LogEvent(
    String origin,
    long index,
    String json,
    String leafHash,
    Instant committedAt,
    AuditEntry entry) {

  /** The event of a stored entry. What cannot be read must not hold up what comes after it. */
  public static LogEvent of(String origin, StoredEntry stored) {
    return new LogEvent(
        origin,
        stored.index(),
        stored.json(),
        Base64.getEncoder().encodeToString(stored.leafHash()),
        stored.committedAt(),
        read(stored));
  }

  private static AuditEntry read(StoredEntry stored) {
    try {
      return EntryReader.read(stored.leaf());
    } catch (AuditException e) {
      return new AuditEntry.Unknown(stored.committedAt(), "?");
    }
  }

  /** What names this entry among those of all logs. */
  public String uid() {
    return origin + "#" + index;
  }

  /** The kind of the entry, in one word. */
  public String kind() {
    return switch (entry) {
      case AuditEntry.Access _ -> "access";
      case AuditEntry.Admin _ -> "admin";
      case AuditEntry.Reading _ -> "reading";
      case AuditEntry.Unknown _ -> "unknown";
    };
  }

  /** Who did it: a caller, or {@code command-line}; {@code ?} when that cannot be read. */
  public String who() {
    return switch (entry) {
      case AuditEntry.Access access -> access.caller().value();
      case AuditEntry.Admin admin -> admin.actor();
      case AuditEntry.Reading reading -> reading.actor();
      case AuditEntry.Unknown _ -> "?";
    };
  }

  /** What was done: an operation, an action or the kind of a reading. */
  public String what() {
    return switch (entry) {
      case AuditEntry.Access access -> access.operation().wire();
      case AuditEntry.Admin admin -> admin.action();
      case AuditEntry.Reading reading -> reading.what();
      case AuditEntry.Unknown _ -> "unknown";
    };
  }

  /** Only where it stands: entries are not for log lines. */
  @Override
  public String toString() {
    return "LogEvent[" + uid() + "]";
  }
}
