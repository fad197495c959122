package dev.yinhu.piiscanner.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Reads the keys of rows and gives them back to the database as they were. Stateless. */
final class RowKeyStore {
  private final List<Column> columns;
  private final Dialect dialect;

  RowKeyStore(List<Column> columns, Dialect dialect) {
    this.columns = columns;
    this.dialect = dialect;
  }

  /** The key of the row; its columns begin at a place. */
  RowKey read(ResultSet row, int from) throws SQLException {
    List<Object> parts = new ArrayList<>(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      parts.add(part(columns.get(i), row, from + i));
    }
    return new RowKey(parts);
  }

  private Object part(Column column, ResultSet row, int place) throws SQLException {
    if (dialect.textKeys()) {
      return row.getString(place);
    }
    return switch (column.kind()) {
      case NUMBER -> row.getObject(place);
      case BINARY -> new Bytes(row.getBytes(place));
      case NONE -> row.getObject(place);
      case TEXT, TIME, ARRAY -> row.getString(place);
    };
  }

  /** Bytes that print the same when they are the same. */
  private static final class Bytes {
    private final byte[] bytes;

    private Bytes(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public String toString() {
      return HexFormat.of().formatHex(bytes);
    }
  }

  /** Binds a key where {@link Dialect#after} wants it, and gives the next place. */
  int bind(PreparedStatement statement, int from, RowKey key) throws SQLException {
    int next = from;
    for (int last = 0; last < columns.size(); last++) {
      // A row comparison names each column once, the long form again and again.
      int first = dialect.comparesRows() ? last : 0;
      for (int i = first; i <= last; i++) {
        bind(statement, next++, key.parts().get(i));
      }
    }
    return next;
  }

  private static void bind(PreparedStatement statement, int place, Object part)
      throws SQLException {
    switch (part) {
      case Bytes binary -> statement.setBytes(place, binary.bytes);
      case String text -> statement.setString(place, text);
      default -> statement.setObject(place, part);
    }
  }
}
