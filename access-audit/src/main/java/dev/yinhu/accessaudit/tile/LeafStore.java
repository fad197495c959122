package dev.yinhu.accessaudit.tile;

import dev.yinhu.accessaudit.LogDamaged;
import dev.yinhu.accessaudit.merkle.MerkleHash;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * SQL over the batches as the lowest level of tiles. Reads hashes without touching the entries
 * beside them: both columns lie out of line when they are long, and PostgreSQL then fetches only
 * the part that is asked for (storage external). What is below the recorded boundary is {@link
 * PrunedTile}, also while it is still there; anything else that is missing is a damaged log.
 */
final class LeafStore {
  private static final String BATCHES =
      " from audit.batch where first_index >= coalesce((select first_index from audit.batch where"
          + " first_index <= ? order by first_index desc limit 1), ?) and first_index < ?"
          + " order by first_index";

  private static final String LEAF_HASHES =
      "select first_index, entry_count, substring(leaf_hashes from (32 * greatest(0, ? -"
          + " first_index) + 1)::int for (32 * greatest(0, least(first_index +"
          + " entry_count, ?) - greatest(first_index, ?)))::int)"
          + BATCHES;

  private static final String ENTRIES =
      "select first_index, entry_count, entries, leaf_hashes" + BATCHES;

  private final DataSource dataSource;

  LeafStore(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * The leaf hashes from an index on, so many. That they are not below the boundary the caller has
   * looked at; when their batches went meanwhile, it is {@link PrunedTile} all the same.
   */
  byte[] hashes(long first, int count) throws SQLException {
    long end = first + count;
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(LEAF_HASHES)) {
      select.setLong(1, first);
      select.setLong(2, end);
      select.setLong(3, first);
      range(select, 4, first, end);
      try (ResultSet rows = select.executeQuery()) {
        var hashes = new ByteArrayOutputStream(count * MerkleHash.BYTES);
        long next = first;
        while (rows.next()) {
          long batch = rows.getLong(1);
          checkFollows(connection, batch, rows.getInt(2), next, first);
          next = Math.min(batch + rows.getInt(2), end);
          hashes.writeBytes(rows.getBytes(3));
          checkHashes(hashes.size(), next - first, batch);
        }
        checkEnd(connection, next, first, end);
        return hashes.toByteArray();
      }
    }
  }

  /**
   * The entries from an index on, so many, in order.
   *
   * @throws LogDamaged when one of them is not that of the leaf hash in its row
   */
  List<byte[]> entries(long first, int count) throws SQLException {
    long end = first + count;
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(ENTRIES)) {
      throwIfPruned(connection, first);
      range(select, 1, first, end);
      try (ResultSet rows = select.executeQuery()) {
        List<byte[]> all = new ArrayList<>(count);
        while (rows.next()) {
          long batch = rows.getLong(1);
          long next = first + all.size();
          checkFollows(connection, batch, rows.getInt(2), next, first);
          List<byte[]> entries = entries(batch, rows.getInt(2), rows.getBytes(3));
          long until = Math.min(batch + entries.size(), end);
          checkLeaves(entries, rows.getBytes(4), batch, next, until);
          all.addAll(entries.subList((int) (next - batch), (int) (until - batch)));
        }
        checkEnd(connection, first + all.size(), first, end);
        return all;
      }
    }
  }

  /** Index of the first entry that is kept. */
  long firstKept() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return firstKept(connection);
    }
  }

  /**
   * The hashes beside the way from a held leaf up to its tile's root; empty when it is not held.
   */
  Optional<byte[]> heldSiblings(long index) throws SQLException {
    return held("siblings", index);
  }

  /** The hash of a held leaf; empty when it is not held. */
  Optional<byte[]> heldHash(long index) throws SQLException {
    return held("leaf_hash", index);
  }

  private Optional<byte[]> held(String column, long index) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select "
                    + column
                    + " from audit.held where entry_index = ? and entry_index <"
                    + " (select coalesce(max(boundary), 0) from audit.pruned)")) {
      select.setLong(1, index);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
      }
    }
  }

  private static List<byte[]> entries(long batch, int count, byte[] bundle) {
    try {
      return EntryBundles.read(bundle, count);
    } catch (IllegalArgumentException e) {
      LogDamaged damaged =
          new LogDamaged(
              batch,
              "the stored entries of the batch at index %d are not %d entries"
                  .formatted(batch, count));
      damaged.initCause(e);
      throw damaged;
    }
  }

  private static void checkLeaves(
      List<byte[]> entries, byte[] hashes, long batch, long from, long until) {
    checkHashes(hashes.length, entries.size(), batch);
    MerkleHash hash = new MerkleHash();
    for (long index = from; index < until; index++) {
      int at = (int) (index - batch);
      byte[] leafHash =
          Arrays.copyOfRange(hashes, at * MerkleHash.BYTES, (at + 1) * MerkleHash.BYTES);
      if (!Arrays.equals(hash.leaf(entries.get(at)), leafHash)) {
        throw LogDamaged.changed(index);
      }
    }
  }

  private static void range(PreparedStatement select, int at, long first, long end)
      throws SQLException {
    select.setLong(at, first);
    select.setLong(at + 1, first);
    select.setLong(at + 2, end);
  }

  private static void checkFollows(
      Connection connection, long batch, int count, long next, long first) throws SQLException {
    if (batch > next && next == first) {
      throwIfPruned(connection, first);
    }
    if (batch > next || batch + count < next) {
      throw new LogDamaged(
          next,
          "the log has a gap: nothing stands at index %d, but a batch of %d at %d"
              .formatted(next, count, batch));
    }
  }

  private static void throwIfPruned(Connection connection, long index) throws SQLException {
    long firstKept = firstKept(connection);
    if (firstKept > index) {
      throw new PrunedTile(firstKept);
    }
  }

  private static long firstKept(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("select coalesce(max(boundary), 0) from audit.pruned");
        ResultSet row = select.executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  private static void checkHashes(int bytes, long hashes, long batch) {
    if (bytes != hashes * MerkleHash.BYTES) {
      throw new LogDamaged(batch, "the batch at index " + batch + " has too few hashes");
    }
  }

  private static void checkEnd(Connection connection, long next, long first, long end)
      throws SQLException {
    if (next < end) {
      if (next == first) {
        throwIfPruned(connection, first);
      }
      throw new LogDamaged(next, "the log ends at index " + next + ", below " + end);
    }
  }
}
