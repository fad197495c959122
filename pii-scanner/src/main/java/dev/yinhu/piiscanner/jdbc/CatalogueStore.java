package dev.yinhu.piiscanner.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Asks a database for its tables. For one thread. */
final class CatalogueStore {
  private static final String TABLE = "TABLE";
  private static final String BASE_TABLE = "BASE TABLE";
  private static final String PARTITIONED = "PARTITIONED TABLE";
  private static final List<String> TABLES = List.of(TABLE, BASE_TABLE, PARTITIONED);
  private static final List<String> VIEWS = List.of("VIEW", "MATERIALIZED VIEW", "FOREIGN TABLE");

  private final Connection connection;
  private final DatabaseMetaData database;
  private final Dialect dialect;

  CatalogueStore(Connection connection, Dialect dialect) throws SQLException {
    this.connection = connection;
    this.database = connection.getMetaData();
    this.dialect = dialect;
  }

  /** The selected tables in the order of their names. */
  List<Table> tables(TableSelection selection) throws SQLException {
    Map<TableName, String> kinds = names(selection);
    Map<TableName, Long> rows = estimates();
    Map<TableName, List<Column>> columns = columns(kinds.keySet());
    TableKeys keys = new TableKeys(database, dialect.catalogues());
    List<Table> tables = new ArrayList<>();
    for (Map.Entry<TableName, String> entry : kinds.entrySet()) {
      TableName name = entry.getKey();
      List<Column> all = columns.getOrDefault(name, List.of());
      boolean stored = TABLES.contains(entry.getValue());
      Long estimate = rows.get(name);
      tables.add(
          new Table(
              name,
              stored,
              entry.getValue().equals(PARTITIONED),
              all,
              stored ? keys.of(name, all) : List.of(),
              estimate == null ? OptionalLong.empty() : OptionalLong.of(estimate)));
    }
    return tables;
  }

  private Map<TableName, String> names(TableSelection selection) throws SQLException {
    List<String> types = new ArrayList<>(TABLES);
    if (selection.views()) {
      types.addAll(VIEWS);
    }
    Set<TableName> elsewhere = named(dialect.partitionsQuery()).keySet();
    Map<TableName, String> found = new TreeMap<>();
    // Not asked for by type: drivers differ in which types they know.
    try (ResultSet rows = database.getTables(catalogue(), null, "%", null)) {
      while (rows.next()) {
        TableName name = name(rows);
        String type = rows.getString("TABLE_TYPE");
        if (types.contains(type)
            && !dialect.ownSchemas().contains(name.schema())
            && !elsewhere.contains(name)
            && selection.contains(name)) {
          found.put(name, type);
        }
      }
    }
    return found;
  }

  /** The database that the URL names, where one connection could read several. */
  private @Nullable String catalogue() throws SQLException {
    String catalogue = connection.getCatalog();
    return catalogue == null || catalogue.isEmpty() ? null : catalogue;
  }

  private TableName name(ResultSet rows) throws SQLException {
    String schema = rows.getString(dialect.catalogues() ? "TABLE_CAT" : "TABLE_SCHEM");
    return new TableName(schema == null ? "" : schema, rows.getString("TABLE_NAME"));
  }

  /** In one question for each schema: one for each table takes minutes in large databases. */
  private Map<TableName, List<Column>> columns(Set<TableName> wanted) throws SQLException {
    Map<TableName, Map<Integer, Column>> found = new HashMap<>();
    Set<String> schemas = new HashSet<>();
    for (TableName name : wanted) {
      if (schemas.add(name.schema())) {
        addColumns(name.schema(), wanted, found);
      }
    }
    Map<TableName, List<Column>> columns = new HashMap<>();
    found.forEach((name, byPlace) -> columns.put(name, List.copyOf(byPlace.values())));
    return columns;
  }

  private void addColumns(
      String schema, Set<TableName> wanted, Map<TableName, Map<Integer, Column>> found)
      throws SQLException {
    boolean catalogues = dialect.catalogues();
    String pattern = schema.isEmpty() || catalogues ? null : escaped(schema);
    try (ResultSet rows =
        database.getColumns(catalogues ? schema : catalogue(), pattern, "%", "%")) {
      while (rows.next()) {
        TableName name = name(rows);
        if (wanted.contains(name)) {
          found
              .computeIfAbsent(name, n -> new TreeMap<>())
              .put(rows.getInt("ORDINAL_POSITION"), column(rows));
        }
      }
    }
  }

  private String escaped(String schema) throws SQLException {
    String escape = database.getSearchStringEscape();
    return schema
        .replace(escape, escape + escape)
        .replace("_", escape + "_")
        .replace("%", escape + "%");
  }

  private static Column column(ResultSet row) throws SQLException {
    String remark = row.getString("REMARKS");
    return new Column(
        row.getString("COLUMN_NAME"),
        row.getString("TYPE_NAME"),
        row.getInt("DATA_TYPE"),
        row.getInt("COLUMN_SIZE"),
        row.getInt("NULLABLE") != DatabaseMetaData.columnNoNulls,
        remark == null ? "" : remark);
  }

  private Map<TableName, Long> estimates() throws SQLException {
    Map<TableName, Long> estimates = named(dialect.estimatesQuery());
    // Below 0: never counted.
    estimates.values().removeIf(rows -> rows < 0);
    return estimates;
  }

  /** Schema, table and, if there is a third column, a number. */
  private Map<TableName, Long> named(String query) throws SQLException {
    Map<TableName, Long> found = new HashMap<>();
    if (query.isEmpty()) {
      return found;
    }
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      boolean number = rows.getMetaData().getColumnCount() > 2;
      while (rows.next()) {
        found.put(
            new TableName(rows.getString(1), rows.getString(2)),
            number ? (long) rows.getDouble(3) : 0L);
      }
    }
    return found;
  }
}
