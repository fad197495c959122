package dev.yinhu.subjectrights.copy;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.EntryReader;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.StoredEntry;
import dev.yinhu.accessaudit.search.Attribute;
import dev.yinhu.accessaudit.search.AuditSearch;
import dev.yinhu.accessaudit.search.Filter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads accesses from the log: through its index where there is one, entry by entry what the index
 * does not know yet, or all where there is none. Memory does not grow with their number.
 */
public final class LoggedAccesses implements AccessHistory {
  private static final int AT_ONCE = 256;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final AuditLog log;
  private final Optional<AuditSearch> search;

  /** Over a log and its index, which a process without a service does not have. */
  public LoggedAccesses(AuditLog log, Optional<AuditSearch> search) {
    this.log = log;
    this.search = search;
  }

  @Override
  public void of(String reference, Consumer<Seen> each) {
    long below = log.head().size();
    long known = search.map(index -> indexed(index, reference, below, each)).orElse(0L);
    if (known < below) {
      log.forEach(known, below, entry -> take(entry, reference, each));
    }
  }

  private long indexed(AuditSearch index, String reference, long below, Consumer<Seen> each) {
    var _ = below == 0 || index.await(below - 1, PATIENCE);
    Filter mine =
        new Filter.All(
            List.of(
                new Filter.Has(Attribute.REF, reference),
                new Filter.Has(Attribute.KIND, "access")));
    return index.places(
        mine, AT_ONCE, places -> log.forEachAt(places, entry -> take(entry, reference, each)));
  }

  private static void take(StoredEntry stored, String reference, Consumer<Seen> each) {
    if (read(stored) instanceof AuditEntry.Access access) {
      for (AuditEntry.Item item : access.items()) {
        if (item.subjects().contains(reference)) {
          each.accept(seen(access, item));
        }
      }
    }
  }

  /** Of an entry in a form of a later version nobody here knows whom it is about. */
  private static AuditEntry read(StoredEntry stored) {
    try {
      return EntryReader.read(stored.leaf());
    } catch (AuditException e) {
      return new AuditEntry.Unknown(stored.committedAt(), "");
    }
  }

  private static Seen seen(AuditEntry.Access access, AuditEntry.Item item) {
    return new Seen(
        access.time(),
        access.caller(),
        access.purpose(),
        access.operation(),
        item.field(),
        item.outcome(),
        item.count() - item.subjects().size() + 1);
  }
}
