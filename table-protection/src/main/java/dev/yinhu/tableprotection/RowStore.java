package dev.yinhu.tableprotection;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the table over one connection. What is written is committed when {@link #write}
 * returns, and only rows that are still as they were read are written. For one thread.
 */
final class RowStore implements AutoCloseable {
  /** Deadlocks with the application are lost by one side: by us, so often in a row at most. */
  private static final int MOST_CONFLICTS = 10;

  private final ProtectionJob job;
  private final Connection connection;
  private final RowSql sql;
  private final boolean arrays;

  RowStore(ProtectionJob job, Connection connection, Dialect dialect, TableShape shape) {
    this.job = job;
    this.connection = connection;
    this.sql = new RowSql(dialect, job, shape);
    this.arrays = dialect instanceof PostgresDialect;
  }

  /**
   * The next rows in the order of the key.
   *
   * @param after the key behind which to begin; empty from the start
   */
  List<Row> read(RowFilter filter, Optional<RowKey> after) {
    try (PreparedStatement statement =
        connection.prepareStatement(sql.read(filter, after.isEmpty()))) {
      int next = 1;
      if (after.isPresent()) {
        next = bindAfter(statement, after.get());
      }
      statement.setInt(next, job.batchRows());
      List<Row> rows = new ArrayList<>(job.batchRows());
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          rows.add(row(found));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw SqlFault.explain(job.target(), e);
    }
  }

  private int bindAfter(PreparedStatement statement, RowKey after) throws SQLException {
    int next = 1;
    for (int last = 0; last < job.key().size(); last++) {
      // A row comparison names each column once, the long form again and again.
      int from = arrays ? last : 0;
      for (int i = from; i <= last; i++) {
        statement.setString(next++, after.parts().get(i));
      }
    }
    return next;
  }

  private Row row(ResultSet found) throws SQLException {
    int next = 1;
    List<String> key = new ArrayList<>(job.key().size());
    for (int i = 0; i < job.key().size(); i++) {
      key.add(found.getString(next++));
    }
    String subject = found.getString(next++);
    List<Row.Cell> cells = new ArrayList<>(job.columns().size());
    for (int i = 0; i < job.columns().size(); i++) {
      cells.add(
          new Row.Cell(
              found.getString(next), found.getString(next + 1), found.getString(next + 2)));
      next += 3;
    }
    return new Row(new RowKey(key), subject, cells);
  }

  /** How many values the filter finds for one column. */
  long count(RowFilter filter, ProtectedColumn column) {
    return number(sql.count(filter, column));
  }

  /** Bytes of the longest value of one column. */
  long longest(ProtectedColumn column) {
    return number(sql.longest(column));
  }

  private long number(String query) {
    try (PreparedStatement statement = connection.prepareStatement(query);
        ResultSet found = statement.executeQuery()) {
      found.next();
      return found.getLong(1);
    } catch (SQLException e) {
      throw SqlFault.explain(job.target(), e);
    }
  }

  /**
   * Writes those rows that are still as they were read.
   *
   * @return which of them were
   */
  BitSet write(RowWrite write, List<RowChange> changes) {
    if (changes.isEmpty()) {
      return new BitSet();
    }
    int conflicts = 0;
    while (true) {
      try {
        return arrays ? writeMany(write, changes) : writeEach(write, changes);
      } catch (SQLException e) {
        if (!SqlFault.isConflict(e) || ++conflicts == MOST_CONFLICTS) {
          throw SqlFault.explain(job.target(), e);
        }
      }
    }
  }

  private BitSet writeMany(RowWrite write, List<RowChange> changes) throws SQLException {
    BitSet written = new BitSet(changes.size());
    try (PreparedStatement statement = connection.prepareStatement(sql.updateMany(write))) {
      bindMany(statement, changes);
      try (ResultSet numbers = statement.executeQuery()) {
        while (numbers.next()) {
          written.set(numbers.getInt(1));
        }
      }
    }
    return written;
  }

  private void bindMany(PreparedStatement statement, List<RowChange> changes) throws SQLException {
    Integer[] numbers = new Integer[changes.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i;
    }
    int next = 1;
    statement.setArray(next++, array("int4", numbers));
    for (int i = 0; i < job.key().size(); i++) {
      int part = i;
      statement.setArray(next++, texts(changes, change -> change.row().key().parts().get(part)));
    }
    for (int i = 0; i < job.columns().size(); i++) {
      int column = i;
      Boolean[] touched =
          changes.stream().map(c -> c.cells().get(column).touched()).toArray(Boolean[]::new);
      statement.setArray(next++, array("bool", touched));
      statement.setArray(next++, texts(changes, c -> c.cells().get(column).value()));
      statement.setArray(next++, texts(changes, c -> c.row().cells().get(column).plaintext()));
      statement.setArray(next++, texts(changes, c -> c.row().cells().get(column).ciphertext()));
    }
  }

  private Array texts(List<RowChange> changes, Function<RowChange, @Nullable String> part)
      throws SQLException {
    @Nullable String[] all = new @Nullable String[changes.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = part.apply(changes.get(i));
    }
    return array("text", all);
  }

  private Array array(String type, @Nullable Object[] values) throws SQLException {
    return connection.createArrayOf(type, values);
  }

  private BitSet writeEach(RowWrite write, List<RowChange> changes) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement statement = connection.prepareStatement(sql.updateOne(write))) {
      for (RowChange change : changes) {
        bindOne(statement, write, change);
        statement.addBatch();
      }
      int[] matched = statement.executeBatch();
      connection.commit();
      BitSet written = new BitSet(matched.length);
      for (int i = 0; i < matched.length; i++) {
        written.set(i, matched[i] > 0);
      }
      return written;
    } catch (SQLException e) {
      rollBack(e);
      throw e;
    } finally {
      restoreAutoCommit();
    }
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

  private static void bindOne(PreparedStatement statement, RowWrite write, RowChange change)
      throws SQLException {
    int next = 1;
    for (RowChange.Cell cell : change.cells()) {
      statement.setInt(next++, cell.touched() ? 1 : 0);
      statement.setString(next++, cell.value());
    }
    for (String part : change.row().key().parts()) {
      statement.setString(next++, part);
    }
    for (int i = 0; i < change.cells().size(); i++) {
      Row.Cell old = change.row().cells().get(i);
      statement.setInt(next++, change.cells().get(i).touched() ? 1 : 0);
      if (write.comparesPlaintext()) {
        statement.setString(next++, old.plaintext());
      }
      statement.setString(next++, old.ciphertext());
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
