package dev.yinhu.accessaudit.sink;

import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.AuditLogConfig;
import dev.yinhu.accessaudit.sink.config.SinkConfig;
import dev.yinhu.accessaudit.sink.config.SinkTarget;
import dev.yinhu.accessaudit.sink.config.SinkTarget.Body;
import dev.yinhu.accessaudit.sink.config.SinkTarget.Confirm;
import dev.yinhu.accessaudit.sink.format.FormatName;
import dev.yinhu.accessaudit.sink.format.SyslogFormat.Sender;
import dev.yinhu.accessaudit.sink.transport.Transports;
import dev.yinhu.database.ConnectionInfo;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.ds.PGSimpleDataSource;

/** A node that does nothing but stream to two receivers, as a process that can be killed. */
final class SenderProcess {
  private static final SinkTimes TIMES =
      new SinkTimes(Duration.ofMillis(500), Duration.ofMillis(50), Duration.ofMillis(20));

  private SenderProcess() {}

  /** Starts one. */
  static Process start(ConnectionInfo database, int syslogPort, URI webhook) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SenderProcess.class.getName(),
                database.jdbcUrl(),
                database.user(),
                Integer.toString(syslogPort),
                webhook.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("SENDER_PASSWORD", database.password());
    return builder.start();
  }

  /** Streams until it is killed, or its parent is. */
  public static void main(String[] arguments) throws Exception {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(arguments[0]);
    source.setUser(arguments[1]);
    source.setPassword(System.getenv("SENDER_PASSWORD"));
    AuditLog log = AuditLog.open(source, AuditLogConfig.DEFAULT, SinkLog.CLOCK);
    Transports transports = new Transports("0.1.0", SinkLog.CLOCK);
    SinkStore store = new SinkStore(Jdbi.create(source));
    Sinks.start(sinks(arguments), store, log, SinkLog.ORIGIN, transports, TIMES, new Random(1));
    ProcessHandle.current().parent().orElseThrow().onExit().join();
    System.exit(0);
  }

  private static List<SinkConfig> sinks(String[] arguments) {
    return List.of(
        SinkLog.sink(
            "siem",
            new SinkTarget.Syslog(
                "127.0.0.1",
                Integer.parseInt(arguments[2]),
                Optional.empty(),
                Confirm.CLOSE,
                Sender.NOBODY),
            FormatName.SYSLOG),
        SinkLog.sink(
            "hook",
            new SinkTarget.Webhook(
                URI.create(arguments[3]),
                Body.NDJSON,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
            FormatName.RAW));
  }
}
