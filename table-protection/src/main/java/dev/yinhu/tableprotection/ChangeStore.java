package dev.yinhu.tableprotection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;

/**
 * Writes rows over one connection, which it closes. What is written is committed when {@link
 * #write} returns, and only rows that are still as they were read are written. For one thread.
 */
abstract sealed class ChangeStore implements AutoCloseable
    permits ArrayChangeStore, EachChangeStore {
  /** Deadlocks with the application are lost by one side: by us, so often in a row at most. */
  private static final int MOST_CONFLICTS = 10;

  final RowLayout layout;
  final RowWrite write;
  final Connection connection;

  ChangeStore(RowLayout layout, RowWrite write, Connection connection) {
    this.layout = layout;
    this.write = write;
    this.connection = connection;
  }

  /** In the way of the database. */
  static ChangeStore over(
      RowLayout layout, RowWrite write, Connection connection, Dialect dialect, TableShape shape) {
    ChangeSql sql = new ChangeSql(dialect, layout, write, shape);
    return switch (dialect) {
      case PostgresDialect() -> new ArrayChangeStore(layout, write, connection, sql.many());
      case MySqlDialect() -> new EachChangeStore(layout, write, connection, sql.one());
    };
  }

  /**
   * Writes those rows that are still as they were read.
   *
   * @return which of them were
   */
  final BitSet write(List<RowChange> changes) {
    int conflicts = 0;
    while (true) {
      try {
        return tryWrite(changes);
      } catch (SQLException e) {
        if (!SqlFault.isConflict(e) || ++conflicts == MOST_CONFLICTS) {
          throw SqlFault.explain(layout.job().target(), e);
        }
      }
    }
  }

  /** All of them in one transaction. */
  abstract BitSet tryWrite(List<RowChange> changes) throws SQLException;

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // It was broken; nothing is left open at our end.
    }
  }
}
