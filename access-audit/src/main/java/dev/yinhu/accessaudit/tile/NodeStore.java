package dev.yinhu.accessaudit.tile;

import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.merkle.MerkleHash;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** SQL over the nodes: the levels of tiles above the leaf hashes. */
final class NodeStore {
  private static final String NODES =
      "select n, hash from audit.node where level = ? and n >= ? and n < ? order by n";

  private final DataSource dataSource;

  NodeStore(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** The hashes of a level, 1 or higher, from a place on, so many. */
  byte[] hashes(int level, long first, int count) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(NODES)) {
      select.setInt(1, level);
      select.setLong(2, first);
      select.setLong(3, first + count);
      try (ResultSet rows = select.executeQuery()) {
        var hashes = new ByteArrayOutputStream(count * MerkleHash.BYTES);
        for (long n = first; n < first + count; n++) {
          if (!rows.next() || rows.getLong(1) != n) {
            throw new AuditException("audit.node has no hash %d at level %d".formatted(n, level));
          }
          hashes.writeBytes(rows.getBytes(2));
        }
        return hashes.toByteArray();
      }
    }
  }

  /** How many nodes the level has. */
  long count(int level) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement("select max(n) + 1 from audit.node where level = ?")) {
      select.setInt(1, level);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    }
  }

  /**
   * Adds nodes from a place on, all or none; those that another service node added stay. Gives how
   * many.
   */
  int add(int level, long first, List<byte[]> hashes) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into audit.node (level, n, hash) select ?, ? + place - 1, hash from"
                    + " unnest(?) with ordinality as added (hash, place) on conflict do nothing")) {
      insert.setInt(1, level);
      insert.setLong(2, first);
      insert.setArray(3, connection.createArrayOf("bytea", hashes.toArray(byte[][]::new)));
      return insert.executeUpdate();
    }
  }
}
