package dev.yinhu.accessaudit.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The writer's connection, kept open from one batch to the next. For one thread. */
final class HeldConnection {
  private static final Logger LOG = LoggerFactory.getLogger(HeldConnection.class);

  private final LogStore store;
  private final Duration networkTimeout;
  private @Nullable Connection connection;

  HeldConnection(LogStore store, Duration networkTimeout) {
    this.store = store;
    this.networkTimeout = networkTimeout;
  }

  Connection open() throws SQLException {
    Connection open = connection;
    if (open == null) {
      open = store.connect();
      connection = open;
      open.setNetworkTimeout(Runnable::run, (int) networkTimeout.toMillis());
    }
    return open;
  }

  void drop() {
    Connection open = connection;
    connection = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        LOG.debug("Closing a broken connection failed", e);
      }
    }
  }
}
