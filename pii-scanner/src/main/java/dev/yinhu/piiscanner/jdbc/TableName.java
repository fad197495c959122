package dev.yinhu.piiscanner.jdbc;

import java.util.Comparator;

/**
 * Where a table is.
 *
 * @param schema the schema; in MySQL and MariaDB the database; empty where there is neither
 * @param table as the database spells it, whatever characters it has
 */
public record TableName(String schema, String table) implements Comparable<TableName> {
  private static final Comparator<TableName> ORDER =
      Comparator.comparing(TableName::schema).thenComparing(TableName::table);

  @Override
  public int compareTo(TableName other) {
    return ORDER.compare(this, other);
  }

  /**
   * What the register would call it.
   *
   * @param home the schema whose tables are called by their bare names
   */
  String collection(String home) {
    return schema.isEmpty() || schema.equals(home) ? table : toString();
  }

  /** For messages and reports: schema, a dot, table; not quoted, so not for SQL. */
  @Override
  public String toString() {
    return schema.isEmpty() ? table : schema + "." + table;
  }
}
