package dev.yinhu.accessaudit.log;

import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.merkle.CompactRange;
import dev.yinhu.accessaudit.merkle.MerkleHash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.postgresql.PGStatement;

/** SQL over head and batches. Plain JDBC: the append is the hottest statement of the service. */
final class LogStore {
  /**
   * One round trip: the head moves only if nobody else moved it, and only then the batch stands.
   */
  private static final String APPEND =
      "with moved as (update audit.head set size = ?, root = ?, frontier = ? where size = ?"
          + " returning size) insert into audit.batch (first_index, entry_count, batch_id,"
          + " committed_at, entries, leaf_hashes) select ?, ?, ?, ?, ?, ? from moved";

  /** Below it nothing is read but what is held. */
  private static final String BOUNDARY = "select coalesce(max(boundary), 0) from audit.pruned";

  private static final String HELD =
      "select entry_index, entry, leaf_hash, committed_at from audit.held where entry_index < ("
          + BOUNDARY
          + ")";

  private static final String BATCH_COLUMNS =
      "select first_index, entry_count, batch_id, committed_at, entries, leaf_hashes from"
          + " audit.batch";

  /** Entries lie out of line, so their lengths are known without reading them. */
  private static final String BATCHES_FROM =
      "select first_index, entry_count, batch_id, committed_at, entries, leaf_hashes from (select"
          + " *, sum(octet_length(entries)) over (order by first_index rows between unbounded"
          + " preceding and 1 preceding) as before from audit.batch where first_index >= ? order by"
          + " first_index limit ?) as next where before is null or before < ? order by first_index";

  private static final String HELD_FROM =
      "select entry_index, entry, leaf_hash, committed_at from (select *, sum(octet_length(entry))"
          + " over (order by entry_index rows between unbounded preceding and 1 preceding) as"
          + " before from audit.held where entry_index < ("
          + BOUNDARY
          + ") and entry_index >= ? order by entry_index limit ?) as next where before is null or"
          + " before < ? order by entry_index";

  private static final String HEAD =
      "select size, root, frontier, coalesce((select first_index + entry_count from audit.batch"
          + " order by first_index desc limit 1), 0) as written from audit.head";

  /**
   * Cuts single entries out of their batches; stored uncompressed, so only those bytes are read.
   */
  private static final String AT_PLACES =
      "select wanted.number, substring(batch.entries from wanted.starts + 1 for wanted.bytes),"
          + " substring(batch.leaf_hashes from wanted.position * 32 + 1 for 32), batch.committed_at"
          + " from unnest(?::bigint[], ?::int[], ?::int[], ?::int[]) with ordinality as wanted"
          + " (first_index, position, starts, bytes, number) join audit.batch on batch.first_index"
          + " = wanted.first_index where wanted.first_index + wanted.position >= ("
          + BOUNDARY
          + ") order by wanted.number";

  private static final int INDEXES_AT_ONCE = 50_000;

  record Head(TreeHead tree, CompactRange range) {}

  private final DataSource dataSource;

  LogStore(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  DataSource dataSource() {
    return dataSource;
  }

  Connection connect() throws SQLException {
    return dataSource.getConnection();
  }

  /** True when the batch was committed, false when the head was not at {@code expectedSize}. */
  static boolean append(Connection connection, long expectedSize, CompactRange next, Batch batch)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(APPEND)) {
      insert.setLong(1, next.size());
      insert.setBytes(2, next.root());
      insert.setBytes(3, next.hashes());
      insert.setLong(4, expectedSize);
      insert.setLong(5, batch.firstIndex());
      insert.setInt(6, batch.count());
      insert.setObject(7, batch.id());
      insert.setObject(8, OffsetDateTime.ofInstant(batch.committedAt(), ZoneOffset.UTC));
      insert.setBytes(9, batch.entries().bytes());
      insert.setBytes(10, batch.leafHashes().bytes());
      return insert.executeUpdate() == 1;
    }
  }

  /**
   * The head as committed last; throws {@link AuditException} when it and the batches, which every
   * append moves together, do not fit each other.
   */
  static Head head(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(HEAD);
        ResultSet row = select.executeQuery()) {
      if (!row.next()) {
        throw new AuditException("audit.head has no row: restore the schema audit from a backup");
      }
      return head(row.getLong(1), row.getBytes(2), row.getBytes(3), row.getLong(4));
    }
  }

  private static Head head(long size, byte[] root, byte[] frontier, long written) {
    TreeHead tree = new TreeHead(size, root);
    if (written != size) {
      throw new AuditException(
          "the log ends at index %d, but its head says %d entries".formatted(written, size));
    }
    if (frontier.length != Long.bitCount(size) * MerkleHash.BYTES
        || !Arrays.equals(CompactRange.of(size, frontier).root(), root)) {
      throw new AuditException("the subtree roots in audit.head do not give its root, " + tree);
    }
    return new Head(tree, CompactRange.of(size, frontier));
  }

  /** Where a batch of this id was committed, if it was; never before the size it was tried at. */
  static OptionalLong findBatch(Connection connection, UUID batchId, long triedAt)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select first_index from audit.batch where first_index >= ? and batch_id = ?")) {
      select.setLong(1, triedAt);
      select.setObject(2, batchId);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
      }
    }
  }

  /** The batch that holds the index, if the log is that long. */
  Optional<Batch> batchWith(long index) throws SQLException {
    try (Connection connection = connect();
        PreparedStatement select =
            connection.prepareStatement(
                BATCH_COLUMNS + " where first_index <= ? order by first_index desc limit 1")) {
      select.setLong(1, index);
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(batch(row)).filter(batch -> index < batch.firstIndex() + batch.count())
            : Optional.empty();
      }
    }
  }

  /**
   * The next batches in order, from the one that starts at or after the index: so many, but no more
   * once the entries of those before have so many bytes.
   */
  List<Batch> batchesFrom(long firstIndex, int limit, int bytes) throws SQLException {
    try (Connection connection = connect();
        PreparedStatement select = connection.prepareStatement(BATCHES_FROM)) {
      select.setLong(1, firstIndex);
      select.setInt(2, limit);
      select.setInt(3, bytes);
      try (ResultSet rows = select.executeQuery()) {
        List<Batch> batches = new ArrayList<>();
        while (rows.next()) {
          batches.add(batch(rows));
        }
        return batches;
      }
    }
  }

  /** The batches that begin at these indexes; those that are gone are left out. */
  List<Batch> batches(long[] firstIndexes) throws SQLException {
    try (Connection connection = connect();
        PreparedStatement select =
            connection.prepareStatement(BATCH_COLUMNS + " where first_index = any(?::bigint[])")) {
      // In binary from the first time on: as text the bytes are twice as many.
      select.unwrap(PGStatement.class).setPrepareThreshold(-1);
      select.setObject(1, firstIndexes);
      try (ResultSet rows = select.executeQuery()) {
        List<Batch> batches = new ArrayList<>();
        while (rows.next()) {
          batches.add(batch(rows));
        }
        return batches;
      }
    }
  }

  /** Index of the first entry that was not pruned. */
  long boundary() throws SQLException {
    try (Connection connection = connect();
        PreparedStatement select = connection.prepareStatement(BOUNDARY);
        ResultSet row = select.executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /** How many entries the log has, as its head says. */
  long size() throws SQLException {
    try (Connection connection = connect();
        PreparedStatement select = connection.prepareStatement("select size from audit.head");
        ResultSet row = select.executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /**
   * Entries below the boundary that are kept all the same, in order, from the index on: so many,
   * but no more once those before have so many bytes.
   */
  List<StoredEntry> heldFrom(long index, int limit, int bytes) throws SQLException {
    try (Connection connection = connect();
        PreparedStatement select = connection.prepareStatement(HELD_FROM)) {
      select.setLong(1, index);
      select.setInt(2, limit);
      select.setInt(3, bytes);
      return held(select);
    }
  }

  /** The indexes of entries below this one and the boundary that are kept all the same. */
  void heldIndexes(long below, LongConsumer action) throws SQLException {
    try (Connection connection = connect();
        PreparedStatement select =
            connection.prepareStatement(
                "select entry_index from audit.held where entry_index < least(?, ("
                    + BOUNDARY
                    + ")) and entry_index > ? order by entry_index limit "
                    + INDEXES_AT_ONCE)) {
      select.setLong(1, below);
      int found = INDEXES_AT_ONCE;
      long last = -1;
      while (found == INDEXES_AT_ONCE) {
        select.setLong(2, last);
        found = 0;
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            last = rows.getLong(1);
            found++;
            action.accept(last);
          }
        }
      }
    }
  }

  /** Those of the indexes that are below the boundary and kept all the same. */
  private static List<StoredEntry> heldAt(Connection connection, long[] indexes)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(HELD + " and entry_index = any(?::bigint[])")) {
      select.setObject(1, indexes);
      return held(select);
    }
  }

  private static List<StoredEntry> held(PreparedStatement select) throws SQLException {
    try (ResultSet rows = select.executeQuery()) {
      List<StoredEntry> entries = new ArrayList<>();
      while (rows.next()) {
        byte[] leaf = rows.getBytes(2);
        entries.add(
            new StoredEntry(
                new EntryPlace(rows.getLong(1), 0, 0, leaf.length),
                leaf,
                rows.getBytes(3),
                rows.getObject(4, OffsetDateTime.class).toInstant()));
      }
      return entries;
    }
  }

  /**
   * The entries at these places, in the order asked for; those that are not stored are left out.
   * Below the boundary only what is held counts as stored.
   */
  List<StoredEntry> at(List<EntryPlace> places) throws SQLException {
    try (Connection connection = connect()) {
      List<StoredEntry> entries = at(connection, places);
      if (entries.size() == places.size()) {
        return entries;
      }
      Map<Long, StoredEntry> found = new HashMap<>();
      entries.forEach(entry -> found.put(entry.index(), entry));
      long[] missing =
          places.stream()
              .mapToLong(EntryPlace::index)
              .filter(index -> !found.containsKey(index))
              .toArray();
      heldAt(connection, missing).forEach(entry -> found.put(entry.index(), entry));
      return places.stream()
          .map(place -> found.get(place.index()))
          .filter(Objects::nonNull)
          .toList();
    }
  }

  private static List<StoredEntry> at(Connection connection, List<EntryPlace> places)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(AT_PLACES)) {
      select.setObject(1, places.stream().mapToLong(EntryPlace::batch).toArray());
      select.setObject(2, places.stream().mapToInt(EntryPlace::position).toArray());
      select.setObject(3, places.stream().mapToInt(EntryPlace::offset).toArray());
      select.setObject(4, places.stream().mapToInt(EntryPlace::length).toArray());
      try (ResultSet rows = select.executeQuery()) {
        List<StoredEntry> entries = new ArrayList<>(places.size());
        while (rows.next()) {
          entries.add(
              new StoredEntry(
                  places.get(rows.getInt(1) - 1),
                  rows.getBytes(2),
                  rows.getBytes(3),
                  rows.getObject(4, OffsetDateTime.class).toInstant()));
        }
        return entries;
      }
    }
  }

  private static Batch batch(ResultSet row) throws SQLException {
    return new Batch(
        row.getLong(1),
        row.getInt(2),
        row.getObject(3, UUID.class),
        row.getObject(4, OffsetDateTime.class).toInstant(),
        new EntryBundle(row.getBytes(5)),
        new LeafHashes(row.getBytes(6)));
  }
}
