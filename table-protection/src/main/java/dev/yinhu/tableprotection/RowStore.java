package dev.yinhu.tableprotection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rows of the table, read over one connection, which it closes. For one thread. */
final class RowStore implements AutoCloseable {
  private final RowLayout layout;
  private final ProtectionJob job;
  private final Connection connection;
  private final ReadSql sql;
  private final boolean comparesRows;
  private final boolean contexts;

  RowStore(RowLayout layout, Connection connection, Dialect dialect, TableShape shape) {
    this.layout = layout;
    this.job = layout.job();
    this.connection = connection;
    this.sql = new ReadSql(dialect, layout, shape);
    this.comparesRows = dialect instanceof PostgresDialect;
    this.contexts = sql.hasContexts();
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
      int from = comparesRows ? last : 0;
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
    List<@Nullable String> plaintexts = texts(found, next, layout.columns());
    next += layout.columns();
    List<@Nullable String> contextTexts = texts(found, next, contexts ? layout.columns() : 0);
    next += contextTexts.size();
    return new Row(
        new RowKey(key),
        subject,
        plaintexts,
        contextTexts,
        texts(found, next, layout.stored().size()));
  }

  private static List<@Nullable String> texts(ResultSet found, int from, int count)
      throws SQLException {
    List<@Nullable String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      texts.add(found.getString(from + i));
    }
    return texts;
  }

  /** How many rows meet each of the conditions. Reads the whole table, once. */
  List<Long> counts(Function<RowConditions, List<String>> conditions) {
    return numbers(sql.counts(conditions.apply(sql.conditions())));
  }

  /** Bytes of the longest value of one column. */
  long longest(ProtectedColumn column) {
    return numbers(sql.longest(column)).getFirst();
  }

  private List<Long> numbers(String query) {
    try (PreparedStatement statement = connection.prepareStatement(query);
        ResultSet found = statement.executeQuery()) {
      found.next();
      List<Long> numbers = new ArrayList<>();
      for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
        numbers.add(found.getLong(i));
      }
      return numbers;
    } catch (SQLException e) {
      throw SqlFault.explain(job.target(), e);
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
