package dev.yinhu.accessaudit.signal;

import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.AuditLogConfig;
import java.time.Clock;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.postgresql.ds.PGSimpleDataSource;

/** A process that evaluates a log until it is killed. */
final class SignalNode {
  private SignalNode() {}

  static final Evaluator.Pace PACE =
      new Evaluator.Pace(
          Duration.ofSeconds(1),
          Duration.ofMillis(5),
          Duration.ofMillis(5),
          2_000,
          Duration.ofMinutes(1));

  public static void main(String[] arguments) throws InterruptedException {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(arguments[0]);
    source.setUser(arguments[1]);
    source.setPassword(System.getenv("NODE_PASSWORD"));
    AuditLog log = AuditLog.open(source, AuditLogConfig.DEFAULT, Clock.systemUTC());
    Signals.start(
        log,
        Jdbi.create(source).installPlugin(new PostgresPlugin()),
        SignalSettings.DEFAULT,
        Shop.VERSIONS,
        Clock.systemUTC(),
        PACE);
    Thread.currentThread().join();
  }
}
