package dev.yinhu.piiscanner.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;

/** Opens connections that only read. */
final class DatabaseConnector {
  private final DatabaseTarget target;
  private final Map<String, String> environment;
  private final Dialect dialect;
  private final Duration statementTimeout;

  DatabaseConnector(
      DatabaseTarget target, Map<String, String> environment, Duration statementTimeout) {
    this.target = target;
    this.environment = environment;
    this.dialect = Dialect.of(target.url());
    this.statementTimeout = statementTimeout;
  }

  Dialect dialect() {
    return dialect;
  }

  /** Opens one; the caller closes it. */
  Connection open() throws SQLException {
    Properties properties = new Properties();
    dialect.properties().forEach(properties::setProperty);
    target.user().ifPresent(user -> properties.setProperty("user", user));
    target.password().read(environment).ifPresent(p -> properties.setProperty("password", p));
    Connection connection = DriverManager.getConnection(target.url(), properties);
    try {
      SessionStore.prepare(connection, dialect, statementTimeout);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** What to say when even the first connection fails. */
  DatabaseScanException unreachable(SQLException e) {
    return new DatabaseScanException(
        "the database "
            + target.name()
            + " cannot be reached or refuses the user (SQLSTATE "
            + e.getSQLState()
            + "): check URL, user and password, and that a driver for such URLs is on the class"
            + " path",
        e);
  }
}
