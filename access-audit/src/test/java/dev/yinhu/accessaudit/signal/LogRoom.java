package dev.yinhu.accessaudit.signal;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.AuditLogConfig;
import dev.yinhu.accessaudit.log.StoredEntry;
import dev.yinhu.database.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Jdbi;

/**
 * A real log in a real database, a clock that is set by hand, and evaluation when it is asked for.
 */
final class LogRoom implements AutoCloseable {
  private static final int AT_ONCE = 4_000;

  /** A lease that is over at once, so that whoever comes next need not wait. */
  static final Evaluator.Pace AT_ONCE_FREE =
      new Evaluator.Pace(
          Duration.ofSeconds(-1),
          Duration.ofMillis(1),
          Duration.ZERO,
          1_000_000,
          Duration.ofDays(1));

  final TestDatabase database = TestDatabase.create("audit");
  final AuditLog log;
  final List<SignalWarning> opened = new ArrayList<>();
  Instant now = Traffic.at(0, 0, 0);
  SignalSettings settings = SignalSettings.DEFAULT;

  LogRoom() {
    log = AuditLog.open(database.dataSource(), AuditLogConfig.DEFAULT, clock());
  }

  InstantSource clock() {
    return () -> now;
  }

  Jdbi jdbi() {
    return database.jdbi();
  }

  SignalBook book() {
    return new SignalBook(jdbi(), settings, clock());
  }

  void write(List<? extends AuditEntry> entries) {
    for (int from = 0; from < entries.size(); from += AT_ONCE) {
      entries.subList(from, Math.min(entries.size(), from + AT_ONCE)).stream()
          .map(log::append)
          .toList()
          .forEach(CompletableFuture::join);
    }
  }

  void write(AuditEntry entry) {
    write(List.of(entry));
  }

  List<StoredEntry> stored(long from) {
    List<StoredEntry> stored = new ArrayList<>();
    log.forEach(from, stored::add);
    return stored;
  }

  Evaluator evaluator(Evaluator.Pace pace) {
    return new Evaluator(jdbi(), settings, Shop.VERSIONS, clock(), pace, opened::add);
  }

  /** Evaluates what is new, as a node does that was just started, and writes down what it knows. */
  void evaluate() {
    Evaluator evaluator = evaluator(AT_ONCE_FREE);
    List<StoredEntry> fresh = stored(evaluator.next());
    if (!fresh.isEmpty()) {
      evaluator.accept(fresh);
    }
    evaluator.release();
  }

  /** As if nothing had ever been evaluated. */
  void forget() {
    jdbi()
        .useHandle(handle -> {
          handle.execute("truncate audit.warning");
          handle.execute(
              "update audit.signal_state set owner = null, watermark = 0, snapshot = null,"
                  + " snapshot_index = 0, change = 0, evaluated_time = null");
        });
  }

  List<SignalWarning> warnings() {
    return book().warnings(WarningFilter.latest(WarningFilter.MOST));
  }

  List<SignalWarning> in(WarningState state) {
    return book().warnings(WarningFilter.latest(WarningFilter.MOST).in(state));
  }

  @Override
  public void close() {
    log.close();
    database.close();
  }
}
