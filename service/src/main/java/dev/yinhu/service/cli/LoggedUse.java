package dev.yinhu.service.cli;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.EntryReader;
import dev.yinhu.accessaudit.search.Order;
import dev.yinhu.piiscanner.necessity.FieldUse;
import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Operation;
import dev.yinhu.register.Register;
import dev.yinhu.service.api.SearchDesk;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * When protected fields were last used, as the access log tells it. Each question stands in the
 * log, as every search does. Immutable.
 */
final class LoggedUse implements FieldUse {
  private static final Set<Operation> USES =
      EnumSet.of(Operation.DECRYPT, Operation.MASK, Operation.SEARCH);

  /** Outcomes of a use that was allowed; a refusal is none. */
  private static final List<String> ALLOWED = List.of("clear", "masked", "indexed");

  private static final int LOOKED_AT = 20;

  private final Optional<Instant> since;
  private final Map<FieldRef, Instant> last;

  private LoggedUse(Optional<Instant> since, Map<FieldRef, Instant> last) {
    this.since = since;
    this.last = Map.copyOf(last);
  }

  /** Asks the log for every protected field of a register. */
  static LoggedUse of(SearchDesk log, Register register) {
    Optional<Instant> since =
        entries(log, Map.of(), Order.OLDEST_FIRST, 1).map(AuditEntry::time).findFirst();
    Map<FieldRef, Instant> last = new HashMap<>();
    if (since.isPresent()) {
      for (DeclaredField field : register.fields()) {
        if (field.protection().isPresent()) {
          lastUse(log, field.ref()).ifPresent(time -> last.put(field.ref(), time));
        }
      }
    }
    return new LoggedUse(since, last);
  }

  private static Optional<Instant> lastUse(SearchDesk log, FieldRef field) {
    return ALLOWED.stream()
        .flatMap(outcome ->
            entries(
                log,
                Map.of("field", field.text(), "outcome", outcome),
                Order.NEWEST_FIRST,
                LOOKED_AT))
        .filter(entry -> isUse(entry, field))
        .map(AuditEntry::time)
        .max(Instant::compareTo);
  }

  /** An entry may tell of several fields, of which only another was opened. */
  private static boolean isUse(AuditEntry entry, FieldRef field) {
    return entry instanceof AuditEntry.Access access
        && USES.contains(access.operation())
        && access.items().stream()
            .anyMatch(
                item -> item.field().equals(field.text()) && ALLOWED.contains(item.outcome()));
  }

  private static Stream<AuditEntry> entries(
      SearchDesk log, Map<String, String> given, Order order, int limit) {
    return log.search(given, order, Optional.empty(), limit).page().entries().stream()
        .map(stored -> EntryReader.read(stored.leaf()));
  }

  @Override
  public Optional<Instant> since() {
    return since;
  }

  @Override
  public Optional<Instant> lastUsed(FieldRef field) {
    return Optional.ofNullable(last.get(field));
  }
}
