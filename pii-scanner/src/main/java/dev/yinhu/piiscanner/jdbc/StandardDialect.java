package dev.yinhu.piiscanner.jdbc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Any other database: standard SQL, and JDBC where the standard has no word. */
record StandardDialect() implements Dialect {
  @Override
  public Map<String, String> properties() {
    return Map.of();
  }

  @Override
  public List<String> session(Duration statementTimeout) {
    return List.of();
  }

  @Override
  public boolean boundsStatements() {
    return false;
  }

  @Override
  public boolean catalogues() {
    return false;
  }

  @Override
  public Set<String> ownSchemas() {
    return Set.of(
        "INFORMATION_SCHEMA", "information_schema", "SYS", "sys", "SYSTEM", "SYSTEM_LOBS");
  }

  @Override
  public String partitionsQuery() {
    return "";
  }

  @Override
  public String estimatesQuery() {
    return "";
  }

  @Override
  public int fetchRows(int wish) {
    return wish;
  }

  @Override
  public boolean textKeys() {
    return false;
  }

  /** Cut after reading: there is no word for it that all types and databases know. */
  @Override
  public String cell(Column column, String quoted, int longest) {
    return quoted;
  }

  @Override
  public String parameter(Column column) {
    return column.kind() == Column.Kind.TIME ? "CAST(? AS " + column.typeName() + ")" : "?";
  }

  /** Without a margin of time, for which the databases have no common word. */
  @Override
  public String greatest(Column column, String quoted, long margin) {
    return column.kind() == Column.Kind.TIME
        ? "MAX(%s)".formatted(quoted)
        : "MAX(%s) - %d".formatted(quoted, margin);
  }

  @Override
  public String from(Table table, String quoted, Sample sample) {
    return quoted + " t";
  }

  @Override
  public String chosen(List<String> quotedKey, Sample sample) {
    return "";
  }

  @Override
  public String cost(Table table, Sample sample) {
    return "drawn by the scanner: every row is read, and the sample looked at";
  }

  @Override
  public boolean drawsHere(Table table) {
    return true;
  }

  @Override
  public String after(List<String> columns, List<String> parameters) {
    return afterEach(columns, parameters);
  }

  /** Each column greater where those before it are equal. */
  static String afterEach(List<String> columns, List<String> parameters) {
    List<String> cases = new ArrayList<>();
    for (int last = 0; last < columns.size(); last++) {
      List<String> parts = new ArrayList<>();
      for (int i = 0; i < last; i++) {
        parts.add(columns.get(i) + " = " + parameters.get(i));
      }
      parts.add(columns.get(last) + " > " + parameters.get(last));
      cases.add("(" + String.join(" AND ", parts) + ")");
    }
    return "(" + String.join(" OR ", cases) + ")";
  }

  @Override
  public boolean comparesRows() {
    return false;
  }

  @Override
  public String limit(int rows) {
    return "";
  }
}
