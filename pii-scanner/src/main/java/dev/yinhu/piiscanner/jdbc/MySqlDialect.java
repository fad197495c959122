package dev.yinhu.piiscanner.jdbc;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * MySQL and MariaDB.
 *
 * @param byRow whether the driver streams row by row only, which MySQL's does
 */
record MySqlDialect(boolean byRow) implements Dialect {
  @Override
  public Map<String, String> properties() {
    return byRow
        ? Map.of(
            "connectTimeout", "10000",
            "tcpKeepAlive", "true",
            "characterEncoding", "UTF-8",
            "zeroDateTimeBehavior", "CONVERT_TO_NULL",
            "yearIsDateType", "false",
            "tinyInt1isBit", "true")
        : Map.of("connectTimeout", "10000", "tcpKeepAlive", "true");
  }

  /** Said to the server: the drivers keep "read only" to themselves. */
  @Override
  public List<String> session(Duration statementTimeout) {
    return List.of(
        "SET SESSION time_zone = '+00:00'",
        "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ",
        "SET SESSION TRANSACTION READ ONLY",
        "SET SESSION net_write_timeout = 600");
  }

  @Override
  public boolean boundsStatements() {
    return false;
  }

  @Override
  public boolean catalogues() {
    return true;
  }

  @Override
  public Set<String> ownSchemas() {
    return Set.of("information_schema", "performance_schema", "mysql", "sys");
  }

  @Override
  public String partitionsQuery() {
    return "";
  }

  @Override
  public String estimatesQuery() {
    return "SELECT table_schema, table_name, table_rows FROM information_schema.tables"
        + " WHERE table_rows IS NOT NULL";
  }

  @Override
  public int fetchRows(int wish) {
    return byRow ? Integer.MIN_VALUE : wish;
  }

  /** A number that is compared with a text is compared as a float. */
  @Override
  public boolean textKeys() {
    return false;
  }

  @Override
  public String cell(Column column, String quoted, int longest) {
    return column.mayExceed(longest) ? "LEFT(%s, %d)".formatted(quoted, longest + 1) : quoted;
  }

  @Override
  public String parameter(Column column) {
    return "?";
  }

  @Override
  public String greatest(Column column, String quoted, long margin) {
    return column.kind() == Column.Kind.TIME
        ? "MAX(%s) - INTERVAL %d SECOND".formatted(quoted, margin)
        : "CAST(MAX(%s) AS DECIMAL(65)) - %d".formatted(quoted, margin);
  }

  @Override
  public String from(Table table, String quoted, Sample sample) {
    return quoted + " AS t";
  }

  /** By a hash of the key, so that a row's fate depends on nothing else; else by the row's turn. */
  @Override
  public String chosen(List<String> quotedKey, Sample sample) {
    if (sample.all()) {
      return "";
    }
    return quotedKey.isEmpty()
        ? String.format(Locale.ROOT, "RAND(%d) < %.8f", sample.seed(), sample.share())
        : "CONV(LEFT(MD5(CONCAT_WS(',', %d, %s)), 8), 16, 10) %% 1000000 < %d"
            .formatted(sample.seed(), String.join(", ", quotedKey), sample.ofMillion());
  }

  @Override
  public String cost(Table table, Sample sample) {
    return table.keyed()
        ? "drawn by a hash of the key: the server reads every row and sends the sample"
        : "drawn by RAND(seed): the server reads every row and sends the sample; only as"
            + " repeatable as the order in which it reads, as the table has no key";
  }

  @Override
  public boolean drawsHere(Table table) {
    return false;
  }

  /** Comparing rows would read no index range. */
  @Override
  public String after(List<String> columns, List<String> parameters) {
    return StandardDialect.afterEach(columns, parameters);
  }

  @Override
  public boolean comparesRows() {
    return false;
  }

  @Override
  public String limit(int rows) {
    return " LIMIT " + rows;
  }
}
