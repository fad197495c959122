package dev.yinhu.crypto;

import dev.yinhu.crypto.testing.TestCrypto;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;

/** Puts something between a statement of a room and what the room does next. */
final class After {
  private After() {}

  /** Runs the action once, after the next statement that starts so. */
  static void first(TestCrypto fixture, String statement, Runnable action) {
    AtomicBoolean done = new AtomicBoolean();
    fixture
        .database()
        .jdbi()
        .setSqlLogger(
            new SqlLogger() {
              @Override
              public void logAfterExecution(StatementContext context) {
                String sql = String.valueOf(context.getRenderedSql());
                if (sql.startsWith(statement) && done.compareAndSet(false, true)) {
                  action.run();
                }
              }
            });
  }
}
