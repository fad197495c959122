package dev.yinhu.accessaudit.verify;

import dev.yinhu.accessaudit.merkle.MerkleHash;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The nodes of a log's tables, read ahead level by level, in order. What is no hash is passed over.
 * For one thread.
 */
final class StoredNodes {
  /** The number of a node that is not there. */
  static final long NONE = Long.MAX_VALUE;

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
    return next(level, number).filter(node -> node.number() == number).map(RowStore.Node::hash);
  }

  /** The number of the level's first node from one on, {@link #NONE} when there is none. */
  long firstFrom(int level, long number) throws SQLException {
    return next(level, number).map(RowStore.Node::number).orElse(NONE);
  }

  private Optional<RowStore.Node> next(int level, long number) throws SQLException {
    while (levels.size() <= level) {
      levels.add(new Level());
    }
    Level read = levels.get(level);
    while (true) {
      for (; read.at < read.ahead.size(); read.at++) {
        RowStore.Node node = read.ahead.get(read.at);
        if (node.number() >= number && node.hash().length == MerkleHash.BYTES) {
          return Optional.of(node);
        }
      }
      if (read.ended) {
        return Optional.empty();
      }
      long from = read.ahead.isEmpty() ? number : read.ahead.getLast().number() + 1;
      read.ahead = store.nodes(level, Math.max(number, from), AT_ONCE);
      read.at = 0;
      read.ended = read.ahead.size() < AT_ONCE;
    }
  }
}
