package dev.yinhu.accessaudit.verify;

import dev.yinhu.accessaudit.merkle.MerkleHash;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The nodes of a log's tables, read ahead level by level, in order. For one thread. */
final class StoredNodes {
  private static final int AT_ONCE = 1_024;

  private static final class Level {
    private List<RowStore.Node> ahead = List.of();
    private int at;
    private boolean ended;
  }

  private final RowStore store;
  private final List<Level> levels = new ArrayList<>();

  StoredNodes(RowStore store) {
    this.store = store;
  }

  /** A node; numbers of a level are asked for in rising order. Empty when it is not stored. */
  Optional<byte[]> node(int level, long number) throws SQLException {
    while (levels.size() <= level) {
      levels.add(new Level());
    }
    Level read = levels.get(level);
    while (true) {
      while (read.at < read.ahead.size() && read.ahead.get(read.at).number() < number) {
        read.at++;
      }
      if (read.at < read.ahead.size()) {
        RowStore.Node found = read.ahead.get(read.at);
        return Optional.of(found.hash())
            .filter(hash -> found.number() == number && hash.length == MerkleHash.BYTES);
      }
      if (read.ended) {
        return Optional.empty();
      }
      read.ahead = store.nodes(level, number, AT_ONCE);
      read.at = 0;
      read.ended = read.ahead.size() < AT_ONCE;
    }
  }

  /** True when the level has a node of this number or behind it. */
  boolean reaches(int level, long number) throws SQLException {
    if (node(level, number).isPresent()) {
      return true;
    }
    Level read = levels.get(level);
    return read.at < read.ahead.size();
  }
}
