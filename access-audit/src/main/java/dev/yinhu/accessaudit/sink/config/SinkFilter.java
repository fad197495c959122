package dev.yinhu.accessaudit.sink.config;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.sink.format.LogEvent;
import java.util.Set;

/**
 * Which entries go to a sink.
 *
 * @param kinds of these kinds; all when empty. What this version cannot read passes always
 * @param outcomes accesses only when one of their items has one of these outcomes; all when empty
 */
public record SinkFilter(Set<String> kinds, Set<String> outcomes) {
  /** Everything. */
  public static final SinkFilter ALL = new SinkFilter(Set.of(), Set.of());

  public SinkFilter {
    kinds = Set.copyOf(kinds);
    outcomes = Set.copyOf(outcomes);
  }

  /** True when the event goes to the sink. */
  public boolean passes(LogEvent event) {
    if (event.entry() instanceof AuditEntry.Unknown) {
      return true;
    }
    if (!kinds.isEmpty() && !kinds.contains(event.kind())) {
      return false;
    }
    return outcomes.isEmpty()
        || !(event.entry() instanceof AuditEntry.Access access)
        || access.items().stream().anyMatch(item -> outcomes.contains(item.outcome()));
  }
}
