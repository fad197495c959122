package dev.yinhu.tableprotection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Writes a batch by one statement for each row, sent together in one transaction. */
final class EachChangeStore extends ChangeStore {
  private final String sql;

  /**
   * @param sql {@link ChangeSql#one}
   */
  EachChangeStore(RowLayout layout, RowWrite write, Connection connection, String sql) {
    super(layout, write, connection);
    this.sql = sql;
  }

  @Override
  BitSet tryWrite(List<RowChange> changes) throws SQLException {
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
    next = bindTexts(statement, next, layout.bound(change.row()));
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
}
