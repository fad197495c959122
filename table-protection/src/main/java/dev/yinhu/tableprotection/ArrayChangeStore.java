package dev.yinhu.tableprotection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes a batch by one statement that takes arrays. */
final class ArrayChangeStore extends ChangeStore {
  private static final @Nullable String[] ALL_NULL = new @Nullable String[0];

  private final String sql;

  /**
   * @param sql {@link ChangeSql#many}
   */
  ArrayChangeStore(RowLayout layout, RowWrite write, Connection connection, String sql) {
    super(layout, write, connection);
    this.sql = sql;
  }

  @Override
  BitSet tryWrite(List<RowChange> changes) throws SQLException {
    BitSet written = new BitSet(changes.size());
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bindMany(statement, changes);
      try (ResultSet numbers = statement.executeQuery()) {
        while (numbers.next()) {
          written.set(numbers.getInt(1) - 1);
        }
      }
    }
    return written;
  }

  private void bindMany(PreparedStatement statement, List<RowChange> changes) throws SQLException {
    int next = 1;
    for (int i = 0; i < layout.job().key().size(); i++) {
      int part = i;
      bindTexts(statement, next++, changes, change -> change.row().key().parts().get(part));
    }
    if (write.clears()) {
      for (int i = 0; i < layout.columns(); i++) {
        int column = i;
        Boolean[] cleared =
            changes.stream().map(c -> c.cleared().get(column)).toArray(Boolean[]::new);
        statement.setArray(next++, connection.createArrayOf("bool", cleared));
      }
    } else {
      for (int i = 0; i < layout.stored().size(); i++) {
        int position = i;
        bindTexts(statement, next++, changes, c -> c.stored().get(position));
      }
    }
    for (int i = 0; i < layout.stored().size(); i++) {
      int position = i;
      bindTexts(statement, next++, changes, c -> c.row().stored().get(position));
    }
    for (int i = 0; i < layout.bound().size(); i++) {
      int position = i;
      bindTexts(statement, next++, changes, c -> layout.bound(c.row()).get(position));
    }
    if (write.comparesPlaintext()) {
      for (int i = 0; i < layout.columns(); i++) {
        int column = i;
        bindTexts(statement, next++, changes, c -> c.row().plaintext(column));
      }
    }
  }

  /** Arrays shorter than the others are filled up with NULL: one of nothing else is left empty. */
  private void bindTexts(
      PreparedStatement statement,
      int parameter,
      List<RowChange> changes,
      Function<RowChange, @Nullable String> part)
      throws SQLException {
    @Nullable String[] all = new @Nullable String[changes.size()];
    boolean any = false;
    for (int i = 0; i < all.length; i++) {
      all[i] = part.apply(changes.get(i));
      any |= all[i] != null;
    }
    @Nullable String[] sent = any ? all : ALL_NULL;
    statement.setArray(parameter, connection.createArrayOf("text", sent));
  }
}
