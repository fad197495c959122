package dev.yinhu.accessaudit.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Another session that holds the head's row, so that every append hangs until it is released. */
final class HeadLock implements AutoCloseable {
  private final Connection connection;

  private HeadLock(Connection connection) {
    this.connection = connection;
  }

  static HeadLock take(DataSource dataSource) {
    try {
      Connection connection = dataSource.getConnection();
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute("select size from audit.head for update");
      }
      return new HeadLock(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void release() {
    close();
  }

  /** Closing twice is harmless. */
  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
