package dev.yinhu.accessaudit.sink.format;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.AuditEntry.Item;
import dev.yinhu.accessaudit.AuditEntry.Phase;
import dev.yinhu.accessaudit.Behalf;
import dev.yinhu.accessaudit.EntryJson;
import dev.yinhu.register.CallerName;
import dev.yinhu.register.Operation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Events of any content. */
final class EventsOf {
  private static final Instant TIME = Instant.parse("2026-06-01T04:00:00Z");

  private EventsOf() {}

  static LogEvent access(Operation operation, List<Item> items) {
    return of(
        new AuditEntry.Access(
            TIME, "r", operation, new CallerName("c"), Optional.empty(), Behalf.NOBODY, 1, items));
  }

  static LogEvent admin(Map<String, String> details) {
    return of(new AuditEntry.Admin(TIME, "r", "admin", "caller-add", Phase.DONE, details));
  }

  private static LogEvent of(AuditEntry entry) {
    return Events.event(7, new String(EntryJson.leaves(entry).getFirst(), StandardCharsets.UTF_8));
  }
}
