package dev.yinhu.tableprotection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Makes sessions ready and asks the database about the table. For one thread. */
final class ShapeStore {
  private final Connection connection;
  private final Dialect dialect;

  ShapeStore(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  void prepareSession() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String setting : dialect.session()) {
        statement.execute(setting);
      }
    }
  }

  TableShape shape(Target target) throws SQLException {
    return new TableShape(columns(target), uniqueKeys(target), estimate(target));
  }

  private PreparedStatement about(Target target, String query) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(query);
    try {
      statement.setString(1, target.schema());
      statement.setString(2, target.table());
      return statement;
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }

  private Map<String, TableShape.Column> columns(Target target) throws SQLException {
    Map<String, TableShape.Column> columns = new LinkedHashMap<>();
    try (PreparedStatement statement = about(target, dialect.columnsQuery());
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        long characters = rows.getLong(4);
        OptionalLong bound = rows.wasNull() ? OptionalLong.empty() : OptionalLong.of(characters);
        String name = rows.getString(1);
        columns.put(
            name,
            new TableShape.Column(
                name,
                rows.getString(2),
                TableShape.Kind.valueOf(rows.getString(3)),
                bound,
                rows.getBoolean(5),
                rows.getString(6),
                rows.getString(7),
                rows.getBoolean(8),
                rows.getBoolean(9)));
      }
    }
    return columns;
  }

  private List<List<String>> uniqueKeys(Target target) throws SQLException {
    Map<String, List<String>> keys = new LinkedHashMap<>();
    Set<String> partial = new HashSet<>();
    try (PreparedStatement statement = about(target, dialect.uniqueKeysQuery());
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        keys.computeIfAbsent(rows.getString(1), k -> new ArrayList<>()).add(rows.getString(2));
        if (!rows.getBoolean(3)) {
          partial.add(rows.getString(1));
        }
      }
    }
    keys.keySet().removeAll(partial);
    return List.copyOf(keys.values());
  }

  private long estimate(Target target) throws SQLException {
    try (PreparedStatement statement = about(target, dialect.estimateQuery());
        ResultSet rows = statement.executeQuery()) {
      return rows.next() ? (long) rows.getDouble(1) : 0;
    }
  }
}
