package dev.yinhu.service.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.AuditLogConfig;
import dev.yinhu.database.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.transaction.TransactionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AdminChangesIT {
  private static final AdminChanges.Change CHANGE =
      new AdminChanges.Change("dpo", "4-2", "caller-revoke", Map.of("caller", "order-service"));

  private final TestDatabase database = TestDatabase.create("audit");
  private final AuditLog log =
      AuditLog.open(database.dataSource(), AuditLogConfig.DEFAULT, Clock.systemUTC());
  private final AdminChanges changes = new AdminChanges(log, Clock.systemUTC());

  @AfterEach
  void close() {
    log.close();
    database.close();
  }

  private List<String> entries() {
    List<String> entries = new ArrayList<>();
    log.forEach(0, entry -> entries.add(entry.json()));
    return entries;
  }

  private void fails(RuntimeException failure) {
    assertThatThrownBy(() ->
            changes.make(
                CHANGE,
                () -> {
                  throw failure;
                },
                _ -> Map.of()))
        .isSameAs(failure);
  }

  @Test
  void aChangeWhoseConnectionBrokeIsRecordedAsUnknown() {
    fails(new TransactionException(new SQLException("gone", "08006")));

    assertThat(entries()).hasSize(2);
    assertThat(entries().getFirst()).contains("\"intent\"").doesNotContain("unknown");
    assertThat(entries().getLast()).contains("\"failed\"", "\"outcome\":\"unknown\"");
  }

  @Test
  void aChangeThatTheDatabaseRefusedIsRecordedAsFailed() {
    fails(new TransactionException(new SQLException("refused", "23505")));

    assertThat(entries()).hasSize(2);
    assertThat(entries().getLast()).contains("\"failed\"").doesNotContain("unknown");
  }

  @Test
  void aLogThatIsClosedMeanwhileHidesNeitherTheResultNorTheFailure() {
    String result =
        changes.make(
            CHANGE,
            () -> "done",
            _ -> {
              throw new IllegalStateException("cannot tell");
            });
    assertThat(result).isEqualTo("done");

    var failure = new IllegalStateException("the change itself");
    assertThatThrownBy(() ->
            changes.make(
                CHANGE,
                () -> {
                  log.close();
                  throw failure;
                },
                _ -> Map.of()))
        .isSameAs(failure);
  }
}
