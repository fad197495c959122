package dev.yinhu.accessaudit.verify;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * SQL that reads the tables of the log as they are, and believes none of it. All that one store
 * reads is as it stood when it was opened, so that a pruning meanwhile is not taken for tampering.
 * For one thread.
 */
final class RowStore implements AutoCloseable {
  /** A row of {@code audit.batch}. Gives the arrays themselves. */
  static final class Row {
    private final long first;
    private final int count;
    private final byte[] entries;
    private final byte[] hashes;

    Row(long first, int count, byte[] entries, byte[] hashes) {
      this.first = first;
      this.count = count;
      this.entries = entries;
      this.hashes = hashes;
    }

    long first() {
      return first;
    }

    int count() {
      return count;
    }

    byte[] entries() {
      return entries;
    }

    byte[] hashes() {
      return hashes;
    }

    /** The index behind the entry at a place. */
    long end(int place) {
      return first + place + 1;
    }
  }

  /** The row of {@code audit.head}. Gives the arrays themselves. */
  static final class Head {
    private final long size;
    private final byte[] root;
    private final byte[] frontier;

    Head(long size, byte[] root, byte[] frontier) {
      this.size = size;
      this.root = root;
      this.frontier = frontier;
    }

    long size() {
      return size;
    }

    byte[] root() {
      return root;
    }

    byte[] frontier() {
      return frontier;
    }
  }

  /** A row of {@code audit.node}. Gives the array itself. */
  static final class Node {
    private final long number;
    private final byte[] hash;

    Node(long number, byte[] hash) {
      this.number = number;
      this.hash = hash;
    }

    long number() {
      return number;
    }

    byte[] hash() {
      return hash;
    }
  }

  /** A row of {@code audit.held}. Gives the arrays themselves. */
  static final class Held {
    private final long index;
    private final byte[] entry;
    private final byte[] leafHash;
    private final byte[] siblings;

    Held(long index, byte[] entry, byte[] leafHash, byte[] siblings) {
      this.index = index;
      this.entry = entry;
      this.leafHash = leafHash;
      this.siblings = siblings;
    }

    long index() {
      return index;
    }

    byte[] entry() {
      return entry;
    }

    byte[] leafHash() {
      return leafHash;
    }

    byte[] siblings() {
      return siblings;
    }
  }

  private static final String ROWS =
      "select first_index, entry_count, entries, leaf_hashes from audit.batch"
          + " where first_index >= ? order by first_index limit ?";

  private static final String NODES =
      "select n, hash from audit.node where level = ? and n >= ? order by n limit ?";

  private static final String HELD =
      "select entry_index, entry, leaf_hash, siblings from audit.held where entry_index >= ? and"
          + " entry_index < ? order by entry_index limit ?";

  private static final List<String> NOTE_TABLES =
      List.of("audit.checkpoint", "audit.stated_checkpoint");

  private final Connection connection;

  private RowStore(Connection connection) {
    this.connection = connection;
  }

  /** Begins to read. */
  static RowStore open(DataSource dataSource) throws SQLException {
    Connection connection = dataSource.getConnection();
    try {
      connection.setAutoCommit(false);
      try (Statement begin = connection.createStatement()) {
        begin.execute("set transaction isolation level repeatable read, read only");
      }
      return new RowStore(connection);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** Empty when there is none, or more than one. */
  Optional<Head> head() throws SQLException {
    try (PreparedStatement select =
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
    try (PreparedStatement select = connection.prepareStatement(ROWS)) {
      select.setLong(1, from);
      select.setInt(2, limit);
      try (ResultSet rows = select.executeQuery()) {
        List<Row> read = new ArrayList<>();
        while (rows.next()) {
          read.add(new Row(rows.getLong(1), rows.getInt(2), rows.getBytes(3), rows.getBytes(4)));
        }
        return read;
      }
    }
  }

  /** The next nodes of a level in order. */
  List<Node> nodes(int level, long from, int limit) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(NODES)) {
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

  /** The next held copies below a boundary, in order. */
  List<Held> held(long from, long boundary, int limit) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(HELD)) {
      select.setLong(1, from);
      select.setLong(2, boundary);
      select.setInt(3, limit);
      try (ResultSet rows = select.executeQuery()) {
        List<Held> read = new ArrayList<>();
        while (rows.next()) {
          read.add(new Held(rows.getLong(1), rows.getBytes(2), rows.getBytes(3), rows.getBytes(4)));
        }
        return read;
      }
    }
  }

  /** The boundary that the tables say is in force. */
  long boundary() throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("select coalesce(max(boundary), 0) from audit.pruned");
        ResultSet row = select.executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /** The published and the stated checkpoint, by table; either may not be there. */
  Map<String, String> notes() throws SQLException {
    Map<String, String> notes = new HashMap<>();
    for (String table : NOTE_TABLES) {
      note(table).ifPresent(note -> notes.put(table, note));
    }
    return notes;
  }

  private Optional<String> note(String table) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select to_regclass(?) is not null")) {
      select.setString(1, table);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next() || !row.getBoolean(1)) {
          return Optional.empty();
        }
      }
    }
    try (PreparedStatement select =
            connection.prepareStatement(
                "select note from " + table + " order by generation desc limit 1");
        ResultSet row = select.executeQuery()) {
      return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
    }
  }

  /** First index of the first batch from a time on; the size of the log when there is none. */
  long firstEntryFrom(Instant time) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select coalesce((select min(first_index) from audit.batch where committed_at >="
                + " ?), (select size from audit.head))")) {
      select.setObject(1, OffsetDateTime.ofInstant(time, ZoneOffset.UTC));
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    }
  }

  @Override
  public void close() throws SQLException {
    try (connection) {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }
}
