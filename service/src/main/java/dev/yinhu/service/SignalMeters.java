package dev.yinhu.service;

import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.signal.SignalBook;
import dev.yinhu.accessaudit.signal.SignalRule;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Meters of the early signals (docs/audit.md), read from the database now and then and not when
 * somebody asks for them: that route is open to everybody. While reading fails the last ones stand.
 */
final class SignalMeters implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SignalMeters.class);
  private static final long PERIOD_SECONDS = 10;

  private final AuditLog log;
  private final SignalBook book;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("signal-meters").daemon().factory());
  private volatile long watermark;
  private volatile long behind;
  private volatile Map<SignalRule, Long> open = Map.of();
  private volatile long readAt = System.nanoTime();
  private boolean failing;

  private SignalMeters(MeterRegistry registry, AuditLog log, SignalBook book) {
    this.log = log;
    this.book = book;
    Gauge.builder("yinhu.signals.evaluated", this, of -> of.watermark)
        .description("Entries of the log that the rules have evaluated")
        .register(registry);
    Gauge.builder("yinhu.signals.behind", this, of -> of.behind)
        .description("Entries of the log that they have not")
        .register(registry);
    Gauge.builder("yinhu.signals.read", this, of -> (System.nanoTime() - of.readAt) / 1e9)
        .baseUnit("seconds")
        .description("How long ago the meters of signals were read")
        .register(registry);
    for (SignalRule rule : SignalRule.values()) {
      Gauge.builder("yinhu.signals.open", this, of -> of.open.getOrDefault(rule, 0L))
          .description("Warnings that are open")
          .tag("rule", rule.code())
          .register(registry);
    }
  }

  /** Begins to read. */
  static SignalMeters start(MeterRegistry registry, AuditLog log, SignalBook book) {
    SignalMeters meters = new SignalMeters(registry, log, book);
    var _ = meters.timer.scheduleWithFixedDelay(meters::round, 0, PERIOD_SECONDS, TimeUnit.SECONDS);
    return meters;
  }

  private void round() {
    try {
      SignalBook.Status status = book.status();
      watermark = status.watermark();
      behind = Math.max(0, log.head().size() - status.watermark());
      open = status.open();
      readAt = System.nanoTime();
      failing = false;
    } catch (RuntimeException e) {
      if (!failing) {
        LOG.warn(
            "The meters of signals cannot be read now ({}); the last ones stand",
            e.getClass().getName());
      }
      failing = true;
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    timer.close();
  }
}
