package dev.yinhu.service;

import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.sink.Cursors;
import dev.yinhu.accessaudit.sink.SinkStatus;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Meters of the sinks (docs/audit.md), read every fifteen seconds. */
final class SinkMeters {
  private static final Duration PERIOD = Duration.ofSeconds(15);

  private final Cursors cursors;
  private final AuditLog log;
  private final MultiGauge lag;
  private final MultiGauge failures;
  private final MultiGauge missed;
  private final MultiGauge paused;
  private final MultiGauge lastSuccess;

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
  }

  private static MultiGauge gauge(MeterRegistry registry, String name, String description) {
    return MultiGauge.builder("yinhu.audit.sink." + name)
        .description(description)
        .register(registry);
  }

  /** Begins to read. */
  static MeterReading start(MeterRegistry registry, Cursors cursors, AuditLog log) {
    SinkMeters meters = new SinkMeters(registry, cursors, log);
    return MeterReading.start(registry, "sinks", "yinhu.audit.sink.read", PERIOD, meters::read);
  }

  private void read() {
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
}
