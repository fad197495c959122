package dev.yinhu.service;

import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.sink.Cursors;
import dev.yinhu.accessaudit.sink.SinkStatus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Meters of the sinks (docs/audit.md), read from the database every fifteen seconds. While reading
 * fails the last figures stand, and a meter tells how old they are.
 */
final class SinkMeters implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SinkMeters.class);
  private static final long PERIOD_SECONDS = 15;

  private final Cursors cursors;
  private final AuditLog log;
  private final MultiGauge lag;
  private final MultiGauge failures;
  private final MultiGauge missed;
  private final MultiGauge paused;
  private final MultiGauge lastSuccess;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("sink-meters").daemon().factory());
  private volatile long readAt = System.nanoTime();
  private boolean failing;

  private SinkMeters(MeterRegistry registry, Cursors cursors, AuditLog log) {
    this.cursors = cursors;
    this.log = log;
    this.lag = gauge(registry, "lag", "Entries that the sink's receiver is not known to have");
    this.failures = gauge(registry, "failures", "Failures since the last success");
    this.missed = gauge(registry, "missed", "Entries pruned before the sink got to them");
    this.paused = gauge(registry, "paused", "1 while nothing is sent until somebody resumes it");
    this.lastSuccess =
        MultiGauge.builder("yinhu.audit.sink.last.success")
            .baseUnit("seconds")
            .description("When the receiver last took entries, as Unix time; 0 for never")
            .register(registry);
    Gauge.builder("yinhu.audit.sink.read", this, of -> (System.nanoTime() - of.readAt) / 1e9)
        .baseUnit("seconds")
        .description("How long ago the meters of sinks were read")
        .register(registry);
  }

  private static MultiGauge gauge(MeterRegistry registry, String name, String description) {
    return MultiGauge.builder("yinhu.audit.sink." + name)
        .description(description)
        .register(registry);
  }

  /** Begins to read. */
  static SinkMeters start(MeterRegistry registry, Cursors cursors, AuditLog log) {
    SinkMeters meters = new SinkMeters(registry, cursors, log);
    var _ = meters.timer.scheduleWithFixedDelay(meters::round, 1, PERIOD_SECONDS, TimeUnit.SECONDS);
    return meters;
  }

  private void round() {
    try {
      long size = log.head().size();
      List<SinkStatus> sinks = cursors.all();
      register(lag, sinks, sink -> sink.lag(size));
      register(failures, sinks, SinkStatus::failures);
      register(missed, sinks, SinkStatus::missed);
      register(paused, sinks, sink -> sink.paused().isPresent() ? 1 : 0);
      register(
          lastSuccess,
          sinks,
          sink -> sink.lastSuccessAt().map(at -> at.toEpochMilli() / 1e3).orElse(0.0));
      readAt = System.nanoTime();
      failing = false;
    } catch (RuntimeException e) {
      if (!failing) {
        LOG.warn(
            "The meters of sinks cannot be read now ({}); the last ones stand",
            e.getClass().getName());
      }
      failing = true;
    }
  }

  private static void register(
      MultiGauge gauge, List<SinkStatus> sinks, ToDoubleFunction<SinkStatus> value) {
    gauge.register(
        sinks.stream()
            .<MultiGauge.Row<?>>map(
                sink -> MultiGauge.Row.of(Tags.of("sink", sink.name()), value.applyAsDouble(sink)))
            .toList(),
        true);
  }

  @Override
  public void close() {
    timer.shutdownNow();
    timer.close();
  }
}
