package dev.yinhu.piiscanner.jdbc;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds the columns along which a table can be read in order: each row has one place there. */
final class TableKeys {
  private static final String ENUM = "ENUM";
  private final DatabaseMetaData database;
  private final boolean catalogues;

  TableKeys(DatabaseMetaData database, boolean catalogues) {
    this.database = database;
    this.catalogues = catalogues;
  }

  /** The primary key, or the shortest unique index without NULLs; empty if there is none. */
  List<Column> of(TableName name, List<Column> columns) throws SQLException {
    Map<String, Column> byName = new TreeMap<>();
    columns.forEach(column -> byName.put(column.name(), column));
    Optional<List<Column>> primary = usable(primary(name), byName);
    if (primary.isPresent()) {
      return primary.get();
    }
    return unique(name).stream()
        .map(key -> usable(key, byName))
        .flatMap(Optional::stream)
        .min(Comparator.comparingInt(List::size))
        .orElse(List.of());
  }

  /** All of its columns are known, never NULL, and compare as they are. */
  private Optional<List<Column>> usable(List<String> names, Map<String, Column> byName) {
    List<Column> key = new ArrayList<>();
    for (String name : names) {
      Column column = byName.get(name);
      if (column == null || !column.orders() || ordersByNumber(column)) {
        return Optional.empty();
      }
      key.add(column);
    }
    return key.isEmpty() ? Optional.empty() : Optional.of(key);
  }

  /** MySQL orders these by their number and compares them by their name. */
  private boolean ordersByNumber(Column column) {
    return catalogues && (column.typeName().startsWith(ENUM) || column.typeName().equals("SET"));
  }

  private @Nullable String catalogue(TableName name) {
    return catalogues ? name.schema() : null;
  }

  private @Nullable String schema(TableName name) {
    return catalogues || name.schema().isEmpty() ? null : name.schema();
  }

  private List<String> primary(TableName name) throws SQLException {
    Map<Integer, String> places = new TreeMap<>();
    try (ResultSet rows = database.getPrimaryKeys(catalogue(name), schema(name), name.table())) {
      while (rows.next()) {
        places.put(rows.getInt("KEY_SEQ"), rows.getString("COLUMN_NAME"));
      }
    }
    return List.copyOf(places.values());
  }

  private List<List<String>> unique(TableName name) throws SQLException {
    Map<String, Map<Integer, String>> keys = new TreeMap<>();
    List<String> partial = new ArrayList<>();
    try (ResultSet rows =
        database.getIndexInfo(catalogue(name), schema(name), name.table(), true, true)) {
      while (rows.next()) {
        String index = rows.getString("INDEX_NAME");
        String column = rows.getString("COLUMN_NAME");
        if (index == null || rows.getShort("TYPE") == DatabaseMetaData.tableIndexStatistic) {
          continue;
        }
        if (column == null || rows.getString("FILTER_CONDITION") != null) {
          partial.add(index);
        } else {
          keys.computeIfAbsent(index, k -> new TreeMap<>())
              .put((int) rows.getShort("ORDINAL_POSITION"), column);
        }
      }
    }
    partial.forEach(keys::remove);
    return keys.values().stream().map(places -> List.copyOf(places.values())).toList();
  }
}
