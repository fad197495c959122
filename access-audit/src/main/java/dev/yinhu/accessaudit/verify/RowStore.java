package dev.yinhu.accessaudit.verify;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** SQL that reads the tables of the log as they are, and believes none of it. */
final class RowStore {
  /** A row of {@code audit.batch}. */
  record Row(long first, int count, byte[] entries, byte[] hashes) {}

  /** The row of {@code audit.head}. */
  record Head(long size, byte[] root, byte[] frontier) {}

  /** A row of {@code audit.node}. */
  record Node(long number, byte[] hash) {}

  private static final String ROWS =
      "select first_index, entry_count, entries, leaf_hashes from audit.batch"
          + " where first_index >= ? order by first_index limit ?";

  private static final String NODES =
      "select n, hash from audit.node where level = ? and n >= ? order by n limit ?";

  private final DataSource dataSource;

  RowStore(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Empty when there is none, or more than one. */
  Optional<Head> head() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement("select size, root, frontier from audit.head");
        ResultSet row = select.executeQuery()) {
      if (!row.next()) {
        return Optional.empty();
      }
      Head head = new Head(row.getLong(1), row.getBytes(2), row.getBytes(3));
      return row.next() ? Optional.empty() : Optional.of(head);
    }
  }

  /** The next rows in order. */
  List<Row> rows(long from, int limit) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(ROWS)) {
      select.setLong(1, from);
      select.setInt(2, limit);
      try (ResultSet rows = select.executeQuery()) {
        List<Row> read = new ArrayList<>();
        while (rows.next()) {
          read.add(
              new Row(rows.getLong(1), rows.getInt(2), rows.getBytes(3), rows.getBytes(4)));
        }
        return read;
      }
    }
  }

  /** The next nodes of a level in order. */
  List<Node> nodes(int level, long from, int limit) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(NODES)) {
      select.setInt(1, level);
      select.setLong(2, from);
      select.setInt(3, limit);
      try (ResultSet rows = select.executeQuery()) {
        List<Node> read = new ArrayList<>();
        while (rows.next()) {
          read.add(new Node(rows.getLong(1), rows.getBytes(2)));
        }
        return read;
      }
    }
  }
}
