package dev.yinhu.piiscanner.jdbc;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** PostgreSQL. */
record PostgresDialect() implements Dialect {
  private static final Set<String> PLAIN = Set.of("text", "varchar");

  /**
   * Parameters without a type take that of the column they are compared with. Values come as texts:
   * the driver makes other texts out of binary ones.
   */
  @Override
  public Map<String, String> properties() {
    return Map.of(
        "ApplicationName", "yinhu scan",
        "connectTimeout", "10",
        "loginTimeout", "10",
        "tcpKeepAlive", "true",
        "binaryTransfer", "false",
        "stringtype", "unspecified");
  }

  @Override
  public List<String> session(Duration statementTimeout) {
    return List.of(
        "SET statement_timeout = '" + statementTimeout.toSeconds() + "s'",
        "SET lock_timeout = '30s'",
        "SET timezone = 'UTC'",
        "SET datestyle = 'ISO'",
        "SET bytea_output = 'hex'",
        "SET extra_float_digits = 1",
        "SET default_transaction_read_only = on");
  }

  @Override
  public boolean boundsStatements() {
    return true;
  }

  @Override
  public boolean catalogues() {
    return false;
  }

  @Override
  public Set<String> ownSchemas() {
    return Set.of("information_schema", "pg_catalog", "pg_toast");
  }

  @Override
  public String partitionsQuery() {
    return """
    SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relispartition
    """;
  }

  @Override
  public String estimatesQuery() {
    return """
    SELECT n.nspname, c.relname,
      CASE WHEN c.relkind = 'p' THEN
        (SELECT CASE WHEN min(l.reltuples) < 0 THEN -1 ELSE sum(l.reltuples) END
         FROM pg_partition_tree(c.oid) t JOIN pg_class l ON l.oid = t.relid WHERE t.isleaf)
      ELSE c.reltuples END
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p')
    """;
  }

  @Override
  public int fetchRows(int wish) {
    return wish;
  }

  @Override
  public boolean textKeys() {
    return true;
  }

  @Override
  public String cell(Column column, String quoted, int longest) {
    if (!column.mayExceed(longest)) {
      return quoted;
    }
    boolean text = PLAIN.contains(column.typeName());
    boolean binary = column.kind() == Column.Kind.BINARY;
    String value = text || binary ? quoted : "CAST(" + quoted + " AS text)";
    String cut = binary ? "substring(%s FROM 1 FOR %d)" : "left(%s, %d)";
    // Cutting each value costs the server as much as reading it; asking for its length does not.
    return "CASE WHEN octet_length(%1$s) > %2$d THEN %3$s ELSE %1$s END"
        .formatted(value, longest, cut.formatted(value, longest + 1));
  }

  @Override
  public String parameter(Column column) {
    return "?";
  }

  @Override
  public String greatest(Column column, String quoted, long margin) {
    return column.kind() == Column.Kind.TIME
        ? "max(%s) - interval '%d seconds'".formatted(quoted, margin)
        : "max(%s) - %d".formatted(quoted, margin);
  }

  /** ONLY: tables that inherit are read by themselves. */
  @Override
  public String from(Table table, String quoted, Sample sample) {
    String only = table.stored() && !table.parts() ? "ONLY " : "";
    if (sample.all() || drawsHere(table)) {
      return only + quoted + " AS t";
    }
    return "%s%s AS t TABLESAMPLE BERNOULLI (%s) REPEATABLE (%d)"
        .formatted(
            only, quoted, String.format(Locale.ROOT, "%.8f", sample.share() * 100), sample.seed());
  }

  @Override
  public String chosen(List<String> quotedKey, Sample sample) {
    return "";
  }

  @Override
  public String cost(Table table, Sample sample) {
    return "drawn by TABLESAMPLE BERNOULLI: the server looks at every page and sends the sample";
  }

  @Override
  public boolean drawsHere(Table table) {
    return !table.stored();
  }

  @Override
  public String after(List<String> columns, List<String> parameters) {
    return "(" + String.join(", ", columns) + ") > (" + String.join(", ", parameters) + ")";
  }

  @Override
  public boolean comparesRows() {
    return true;
  }

  @Override
  public String limit(int rows) {
    return " LIMIT " + rows;
  }
}
