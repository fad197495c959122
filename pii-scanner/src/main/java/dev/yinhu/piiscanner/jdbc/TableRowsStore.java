package dev.yinhu.piiscanner.jdbc;

import dev.yinhu.piiscanner.jdbc.ScanState.Watermark;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The rows of one table, read over one connection, which it closes. For one thread. */
final class TableRowsStore implements AutoCloseable {
  private static final int FETCH = 2_000;
  private static final int CAREFUL_FETCH = 16;
  private static final int LONGEST_ANSWER = 5;
  private static final int MOST_SKIPPED = 10_000;
  private static final long FETCH_CHARACTERS = 4_000_000;

  private final Connection connection;
  private final ReadPlan plan;
  private final Dialect dialect;
  private final ReadSql sql;
  private final List<CellStore> cells;
  private final RowKeyStore keys;
  private final Duration timeout;
  private final boolean drawsHere;
  private long turn;

  TableRowsStore(Connection connection, ReadPlan plan, Dialect dialect, Duration timeout)
      throws SQLException {
    this.connection = connection;
    this.plan = plan;
    this.dialect = dialect;
    this.sql = new ReadSql(plan, dialect, Quote.of(connection.getMetaData()));
    this.cells =
        plan.columns().stream().map(c -> new CellStore(c.kind(), plan.longestCell())).toList();
    this.keys = new RowKeyStore(plan.table().key(), dialect);
    this.timeout = timeout;
    this.drawsHere = !plan.sample().all() && dialect.drawsHere(plan.table());
  }

  /** How many rows there are; the server counts them. */
  long count() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql.count());
        ResultSet found = statement.executeQuery()) {
      found.next();
      return found.getLong(1);
    }
  }

  /** How far the table would be read if it were read now. */
  Optional<Watermark> greatest(Column column, long margin) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql.greatest(column, margin));
        ResultSet found = statement.executeQuery()) {
      found.next();
      return Optional.ofNullable(found.getString(1)).map(v -> new Watermark(column.name(), v));
    }
  }

  /**
   * Reads the next piece.
   *
   * @param after the key behind which to begin; empty from the start
   * @return whether there may be more
   */
  boolean read(Optional<RowKey> after, RowSink sink) throws SQLException, InterruptedException {
    PreparedStatement statement =
        connection.prepareStatement(
            sql.read(after.isEmpty()), ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
    try {
      prepare(statement, after);
      return readAll(statement.executeQuery(), statement, sink);
    } catch (SQLException e) {
      throw SqlFault.passes(e) || alive() ? e : new SQLNonTransientConnectionException(e);
    } finally {
      closeQuietly(statement);
    }
  }

  /** Not every driver says by its error that the connection is lost. */
  private boolean alive() {
    try {
      return connection.isValid(LONGEST_ANSWER);
    } catch (SQLException e) {
      return false;
    }
  }

  /** What fails in closing says nothing about the rows, which are counted already. */
  private static void closeQuietly(Statement statement) {
    try {
      statement.close();
    } catch (SQLException e) {
      // The connection is broken: the next statement will tell.
    }
  }

  private void prepare(PreparedStatement statement, Optional<RowKey> after) throws SQLException {
    statement.setFetchSize(dialect.fetchRows(plan.longCells() ? CAREFUL_FETCH : FETCH));
    if (plan.pieceRows().isPresent()) {
      if (dialect.limit(1).isEmpty()) {
        statement.setMaxRows(plan.pieceRows().getAsInt());
      }
      if (!dialect.boundsStatements()) {
        statement.setQueryTimeout((int) timeout.toSeconds());
      }
    }
    int next = 1;
    if (plan.since().isPresent()) {
      bind(statement, next++, plan.since().get());
    }
    if (after.isPresent()) {
      keys.bind(statement, next, after.get());
    }
  }

  private void bind(PreparedStatement statement, int place, Watermark mark) throws SQLException {
    boolean number = plan.grows().orElseThrow().kind() == Column.Kind.NUMBER;
    if (number && !dialect.textKeys()) {
      statement.setBigDecimal(place, new BigDecimal(mark.value()));
    } else {
      statement.setString(place, mark.value());
    }
  }

  private boolean readAll(ResultSet rows, PreparedStatement statement, RowSink sink)
      throws SQLException, InterruptedException {
    int most = plan.pieceRows().orElse(Integer.MAX_VALUE);
    RowBatch batch = new RowBatch(cells.size());
    int since = 0;
    for (int read = 1; rows.next(); read = read == most ? 1 : read + 1) {
      since++;
      if (chosen(rows)) {
        fill(batch, rows);
      }
      boolean end = read == most && plan.pieceRows().isPresent();
      if (end || batch.full() || since == MOST_SKIPPED) {
        if (!sink.take(batch, key(rows), since)) {
          // Else the driver reads all that the server has still to send.
          statement.cancel();
          return false;
        }
        if (end) {
          return true;
        }
        tune(rows, batch);
        batch = new RowBatch(cells.size());
        since = 0;
      }
    }
    if (since > 0) {
      sink.take(batch, Optional.empty(), since);
    }
    return false;
  }

  /** Rows are long in some tables and short in others; so many are fetched as fit into memory. */
  private void tune(ResultSet rows, RowBatch batch) throws SQLException {
    if (plan.longCells() && batch.rows() > 0) {
      long each = Math.max(1, batch.characters() / batch.rows());
      long fit = Math.clamp(FETCH_CHARACTERS / each, 1, FETCH);
      rows.setFetchSize(dialect.fetchRows((int) fit));
    }
  }

  private boolean chosen(ResultSet rows) throws SQLException {
    if (!drawsHere) {
      return true;
    }
    long seed = plan.sample().seed();
    long hash =
        plan.table().keyed() ? keys.read(rows, cells.size() + 1).hash(seed) : Mix.of(seed + turn++);
    return Mix.chosen(hash, plan.sample().share());
  }

  private void fill(RowBatch batch, ResultSet rows) throws SQLException {
    for (int i = 0; i < cells.size(); i++) {
      batch.set(i, cells.get(i).read(rows, i + 1));
    }
    batch.endRow();
  }

  private Optional<RowKey> key(ResultSet rows) throws SQLException {
    return plan.table().keyed() ? Optional.of(keys.read(rows, cells.size() + 1)) : Optional.empty();
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
