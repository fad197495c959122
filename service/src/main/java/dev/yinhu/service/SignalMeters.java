package dev.yinhu.service;

import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.signal.SignalBook;
import dev.yinhu.accessaudit.signal.SignalRule;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;

/** Meters of the early signals (docs/audit.md), read every ten seconds. */
final class SignalMeters {
  private static final Duration PERIOD = Duration.ofSeconds(10);

  private final AuditLog log;
  private final SignalBook book;
  private volatile long watermark;
  private volatile long behind;
  private volatile Map<SignalRule, Long> open = Map.of();

  private SignalMeters(MeterRegistry registry, AuditLog log, SignalBook book) {
    this.log = log;
    this.book = book;
    Gauge.builder("yinhu.signals.evaluated", this, of -> of.watermark)
        .description("Entries of the log that the rules have evaluated")
        .register(registry);
    Gauge.builder("yinhu.signals.behind", this, of -> of.behind)
        .description("Entries of the log that they have not")
        .register(registry);
    for (SignalRule rule : SignalRule.values()) {
      Gauge.builder("yinhu.signals.open", this, of -> of.open.getOrDefault(rule, 0L))
          .description("Warnings that are open")
          .tag("rule", rule.code())
          .register(registry);
    }
  }

  /** Begins to read. */
  static MeterReading start(MeterRegistry registry, AuditLog log, SignalBook book) {
    SignalMeters meters = new SignalMeters(registry, log, book);
    return MeterReading.start(registry, "signals", "yinhu.signals.read", PERIOD, meters::read);
  }

  private void read() {
    SignalBook.Status status = book.status();
    watermark = status.watermark();
    behind = Math.max(0, log.head().size() - status.watermark());
    open = status.open();
  }
}
