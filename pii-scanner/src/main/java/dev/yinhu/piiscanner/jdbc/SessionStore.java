package dev.yinhu.piiscanner.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Makes a new connection ready: it can only read, and sees one state of the database. */
final class SessionStore {
  private SessionStore() {}

  /** Says the dialect's words, then opens the transaction. */
  static void prepare(Connection connection, Dialect dialect, Duration statementTimeout)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String word : dialect.session(statementTimeout)) {
        statement.execute(word);
      }
    }
    connection.setReadOnly(true);
    int isolation = Connection.TRANSACTION_REPEATABLE_READ;
    if (connection.getMetaData().supportsTransactionIsolationLevel(isolation)) {
      connection.setTransactionIsolation(isolation);
    }
    connection.setAutoCommit(false);
  }
}
