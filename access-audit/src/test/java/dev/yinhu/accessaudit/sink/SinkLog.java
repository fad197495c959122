package dev.yinhu.accessaudit.sink;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.Behalf;
import dev.yinhu.accessaudit.Until;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.AuditLogConfig;
import dev.yinhu.accessaudit.sink.config.SinkConfig;
import dev.yinhu.accessaudit.sink.config.SinkConfig.Start;
import dev.yinhu.accessaudit.sink.config.SinkFilter;
import dev.yinhu.accessaudit.sink.config.SinkTarget;
import dev.yinhu.accessaudit.sink.format.FormatName;
import dev.yinhu.accessaudit.sink.transport.Transports;
import dev.yinhu.database.testing.TestDatabase;
import dev.yinhu.register.CallerName;
import dev.yinhu.register.Operation;
import dev.yinhu.register.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;

/** A log of its own, entries for it, and sinks over it with short times. */
final class SinkLog implements AutoCloseable {
  static final String ORIGIN = "yinhu.local/audit";
  static final Instant NOW = Instant.parse("2026-06-01T04:00:00Z");
  static final InstantSource CLOCK = InstantSource.fixed(NOW);
  static final SinkTimes SHORT =
      new SinkTimes(Duration.ofSeconds(2), Duration.ofMillis(50), Duration.ofMillis(20));

  private final TestDatabase database = TestDatabase.create("audit");
  private final AuditLog log = AuditLog.open(database.dataSource(), AuditLogConfig.DEFAULT, CLOCK);

  AuditLog log() {
    return log;
  }

  TestDatabase database() {
    return database;
  }

  Cursors cursors() {
    return new Cursors(database.jdbi());
  }

  /** Appends so many entries of three callers in turn; returns when all are durable. */
  void append(int count) {
    List<CompletableFuture<Long>> waiting = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      waiting.add(log.append(access("caller-" + i % 3, "clear")));
    }
    waiting.forEach(CompletableFuture::join);
  }

  static AuditEntry access(String caller, String outcome) {
    return new AuditEntry.Access(
        NOW,
        "r-1",
        Operation.DECRYPT,
        new CallerName(caller),
        Optional.of(new Purpose("deliver-order")),
        Behalf.NOBODY,
        7,
        List.of(
            new AuditEntry.Item(
                "shop.users.phone", outcome, "", 1, List.of("AAAAAAAAAAAAAAAAAAAAAA"))));
  }

  static SinkConfig sink(String name, SinkTarget target, FormatName format) {
    return new SinkConfig(name, target, format, SinkFilter.ALL, Start.BEGINNING);
  }

  /** A node that streams. */
  Sinks node(SinkConfig... sinks) {
    return Sinks.start(
        List.of(sinks),
        new SinkStore(database.jdbi()),
        log,
        ORIGIN,
        new Transports("0.1.0", CLOCK),
        SHORT,
        new Random(7));
  }

  SinkStatus status(String name) {
    return cursors().all().stream()
        .filter(sink -> sink.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no sink " + name));
  }

  /** Waits until the sink's cursor has come so far. */
  void awaitCursor(String name, long next) {
    Until.isTrue(() ->
        cursors().all().stream().anyMatch(sink -> sink.name().equals(name) && sink.next() >= next));
  }

  /** The indexes from 0 to below a number. */
  static List<Long> upTo(long end) {
    return LongStream.range(0, end).boxed().toList();
  }

  @Override
  public void close() {
    log.close();
    database.close();
  }
}
