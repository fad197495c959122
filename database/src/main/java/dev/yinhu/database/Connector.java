package dev.yinhu.database;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * Opens fresh connections to wherever the database is at that moment, so that a pool above it
 * follows an embedded server that had to change its port. Thread-safe.
 */
final class Connector implements DataSource {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final Supplier<ConnectionInfo> target;
  private final Duration answer;
  private final Driver driver = new Driver();

  /**
   * @param answer longest silence of the server in the middle of a statement before the connection
   *     counts as dead; zero for no limit
   */
  Connector(Supplier<ConnectionInfo> target, Duration answer) {
    this.target = target;
    this.answer = answer;
  }

  @Override
  public Connection getConnection() throws SQLException {
    ConnectionInfo info = target.get();
    return connect(info, info.user(), info.password());
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return connect(target.get(), user, password);
  }

  /** What stands in a configured URL wins over these. */
  private Connection connect(ConnectionInfo info, String user, String password)
      throws SQLException {
    Properties wishes = new Properties();
    if (!user.isEmpty()) {
      PGProperty.USER.set(wishes, user);
    }
    if (!password.isEmpty()) {
      PGProperty.PASSWORD.set(wishes, password);
    }
    PGProperty.APPLICATION_NAME.set(wishes, "yinhu");
    PGProperty.ASSUME_MIN_SERVER_VERSION.set(wishes, "15"); // Saves a round trip per connection.
    PGProperty.CONNECT_TIMEOUT.set(wishes, (int) CONNECT.toSeconds());
    PGProperty.SOCKET_TIMEOUT.set(wishes, (int) answer.toSeconds());
    PGProperty.TCP_KEEP_ALIVE.set(wishes, true);
    PGProperty.GSS_ENC_MODE.set(wishes, "disable"); // Saves a round trip; we sign in by password.
    // The detail of an error quotes stored values, and exceptions end up in logs.
    PGProperty.LOG_SERVER_ERROR_DETAIL.set(wishes, false);
    PGProperty.REWRITE_BATCHED_INSERTS.set(wishes, true);
    Connection connection = driver.connect(info.jdbcUrl(), wishes);
    if (connection == null) {
      throw new SQLException("The PostgreSQL driver does not take this database url", "08001");
    }
    return connection;
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
    throw new SQLFeatureNotSupportedException("logs go through SLF4J");
  }

  @Override
  public void setLoginTimeout(int seconds) {
    // HikariCP sets its own; ours is fixed above, because the driver would start a thread for it.
  }

  @Override
  public int getLoginTimeout() {
    return (int) CONNECT.toSeconds();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("logs go through SLF4J");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    throw new SQLException("Not a wrapper for " + type.getName());
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }
}
