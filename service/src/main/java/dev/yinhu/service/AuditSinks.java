package dev.yinhu.service;

import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.sink.Cursors;
import dev.yinhu.accessaudit.sink.Sinks;
import dev.yinhu.accessaudit.sink.config.SinkConfig;
import dev.yinhu.accessaudit.sink.config.SinksFile;
import dev.yinhu.database.Database;
import dev.yinhu.service.config.YinhuConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sinks of a configuration, streaming, with their meters. Nothing when there are none. */
final class AuditSinks implements AutoCloseable {
  private final @Nullable Sinks sinks;
  private final @Nullable MeterReading meters;

  private AuditSinks(@Nullable Sinks sinks, @Nullable MeterReading meters) {
    this.sinks = sinks;
    this.meters = meters;
  }

  /**
   * Reads the file of sinks and begins to stream.
   *
   * @throws dev.yinhu.accessaudit.sink.config.SinksFileException when the file has a problem
   */
  static AuditSinks start(
      YinhuConfig config,
      Database database,
      AuditLog log,
      MeterRegistry registry,
      SecureRandom random,
      InstantSource clock) {
    if (config.audit().sinksFile().isEmpty()) {
      return new AuditSinks(null, null);
    }
    List<SinkConfig> configured = SinksFile.read(config.audit().sinksFile().get());
    Sinks sinks =
        Sinks.start(
            configured, database.jdbi(), log, config.audit().origin(), version(), clock, random);
    return new AuditSinks(sinks, SinkMeters.start(registry, new Cursors(database.jdbi()), log));
  }

  private static String version() {
    String version = AuditSinks.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  @Override
  public void close() {
    if (meters != null) {
      meters.close();
    }
    if (sinks != null) {
      sinks.close();
    }
  }
}
