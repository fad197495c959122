package dev.yinhu.accessaudit.signal;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** SQL over {@code audit.signal_mode}: how people switched rules. For one transaction. */
final class ModeStore {
  private final Handle handle;

  ModeStore(Handle handle) {
    this.handle = handle;
  }

  /** The rules that were switched. */
  Map<SignalRule, SignalMode> all() {
    Map<SignalRule, SignalMode> modes = new EnumMap<>(SignalRule.class);
    handle
        .createQuery("select rule, mode from audit.signal_mode")
        .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
        .forEach(one ->
            SignalRule.of(one.getKey())
                .ifPresent(rule -> modes.put(rule, SignalMode.of(one.getValue()).orElseThrow())));
    return modes;
  }

  int set(SignalRule rule, SignalMode mode, String by, Instant now) {
    return handle.execute(
        "insert into audit.signal_mode (rule, mode, changed_by, changed_at) values (?, ?, ?, ?)"
            + " on conflict (rule) do update set mode = excluded.mode,"
            + " changed_by = excluded.changed_by, changed_at = excluded.changed_at",
        rule.code(),
        mode.word(),
        by,
        SqlTime.of(now));
  }
}
