package dev.yinhu.tableprotection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows over one connection, which it closes. What is written is committed when {@link
 * #write} returns, and only rows that are still as they were read are written. For one thread.
 */
final class ChangeStore implements AutoCloseable {
  /** Deadlocks with the application are lost by one side: by us, so often in a row at most. */
  private static final int MOST_CONFLICTS = 10;

  private static final @Nullable String[] ALL_NULL = new @Nullable String[0];

  private final RowLayout layout;
  private final RowWrite write;
  private final Connection connection;
  private final String sql;
  private final boolean arrays;

  ChangeStore(
      RowLayout layout, RowWrite write, Connection connection, Dialect dialect, TableShape shape) {
    this.layout = layout;
    this.write = write;
    this.connection = connection;
    this.arrays = dialect instanceof PostgresDialect;
    ChangeSql text = new ChangeSql(dialect, layout, write, shape);
    this.sql = arrays ? text.many() : text.one();
  }

  /**
   * Writes those rows that are still as they were read.
   *
   * @return which of them were
   */
  BitSet write(List<RowChange> changes) {
    if (changes.isEmpty()) {
      return new BitSet();
    }
    int conflicts = 0;
    while (true) {
      try {
        return arrays ? writeMany(changes) : writeEach(changes);
      } catch (SQLException e) {
        if (!SqlFault.isConflict(e) || ++conflicts == MOST_CONFLICTS) {
          throw SqlFault.explain(layout.job().target(), e);
        }
      }
    }
  }

  private BitSet writeMany(List<RowChange> changes) throws SQLException {
    BitSet written = new BitSet(changes.size());
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bindMany(statement, changes);
      try (ResultSet numbers = statement.executeQuery()) {
        while (numbers.next()) {
          written.set(numbers.getInt(1) - 1);
        }
      }
    }
    return written;
  }

  private void bindMany(PreparedStatement statement, List<RowChange> changes) throws SQLException {
    int next = 1;
    for (int i = 0; i < layout.job().key().size(); i++) {
      int part = i;
      bindTexts(statement, next++, changes, change -> change.row().key().parts().get(part));
    }
    if (write.clears()) {
      for (int i = 0; i < layout.columns(); i++) {
        int column = i;
        Boolean[] cleared =
            changes.stream().map(c -> c.cleared().get(column)).toArray(Boolean[]::new);
        statement.setArray(next++, connection.createArrayOf("bool", cleared));
      }
    } else {
      for (int i = 0; i < layout.stored().size(); i++) {
        int position = i;
        bindTexts(statement, next++, changes, c -> c.stored().get(position));
      }
    }
    for (int i = 0; i < layout.stored().size(); i++) {
      int position = i;
      bindTexts(statement, next++, changes, c -> c.row().stored().get(position));
    }
    if (write.comparesPlaintext()) {
      for (int i = 0; i < layout.columns(); i++) {
        int column = i;
        bindTexts(statement, next++, changes, c -> c.row().plaintext(column));
      }
    }
  }

  /** Arrays shorter than the others are filled up with NULL: one of nothing else is left empty. */
  private void bindTexts(
      PreparedStatement statement,
      int parameter,
      List<RowChange> changes,
      Function<RowChange, @Nullable String> part)
      throws SQLException {
    @Nullable String[] all = new @Nullable String[changes.size()];
    boolean any = false;
    for (int i = 0; i < all.length; i++) {
      all[i] = part.apply(changes.get(i));
      any |= all[i] != null;
    }
    @Nullable String[] sent = any ? all : ALL_NULL;
    statement.setArray(parameter, connection.createArrayOf("text", sent));
  }

  private BitSet writeEach(List<RowChange> changes) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (RowChange change : changes) {
        bindOne(statement, change);
        statement.addBatch();
      }
      int[] matched = statement.executeBatch();
      connection.commit();
      return IntStream.range(0, matched.length)
          .filter(i -> matched[i] > 0)
          .collect(BitSet::new, BitSet::set, BitSet::or);
    } catch (SQLException e) {
      rollBack(e);
      throw e;
    } finally {
      restoreAutoCommit();
    }
  }

  private void bindOne(PreparedStatement statement, RowChange change) throws SQLException {
    int next = 1;
    if (write.clears()) {
      for (int i = 0; i < layout.columns(); i++) {
        statement.setInt(next++, change.cleared().get(i) ? 1 : 0);
      }
    } else {
      next = bindTexts(statement, next, change.stored());
    }
    next = bindTexts(statement, next, change.row().key().parts());
    next = bindTexts(statement, next, change.row().stored());
    if (write.comparesPlaintext()) {
      bindTexts(statement, next, change.row().plaintexts());
    }
  }

  private static int bindTexts(
      PreparedStatement statement, int from, List<? extends @Nullable String> texts)
      throws SQLException {
    int next = from;
    for (String text : texts) {
      statement.setString(next++, text);
    }
    return next;
  }

  private void rollBack(SQLException because) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      because.addSuppressed(e);
    }
  }

  /** A connection that is broken says so at its next use. */
  private void restoreAutoCommit() {
    try {
      connection.setAutoCommit(true);
    } catch (SQLException broken) {
      // Told by whatever is done next.
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // It was broken; nothing is left open at our end.
    }
  }
}
