package dev.yinhu.tableprotection;

import java.util.ArrayList;
import java.util.List;

/** MySQL and MariaDB. */
record MySqlDialect() implements Dialect {
  /** Strict: else a ciphertext that is too long for its column would be cut without a word. */
  @Override
  public List<String> session() {
    return List.of(
        "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION'",
        "SET SESSION time_zone = '+00:00'",
        "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED",
        "SET SESSION innodb_lock_wait_timeout = 30");
  }

  @Override
  public String quote(String identifier) {
    return '`' + identifier.replace("`", "``") + '`';
  }

  @Override
  public String text(String column) {
    return "CONVERT(" + column + " USING utf8mb4)";
  }

  /** As bytes: collations ignore case, accents and trailing spaces. */
  @Override
  public String same(String text, String other) {
    return "CAST(" + text + " AS BINARY) <=> CAST(" + text(other) + " AS BINARY)";
  }

  /** Comparing rows would read no index range. */
  @Override
  public String after(List<String> columns, List<String> parameters) {
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

  /** Keys of text are compared in the column's own character set and collation. */
  @Override
  public String columnsQuery() {
    return """
    SELECT column_name, column_type,
      CASE WHEN data_type IN ('char', 'varchar', 'tinytext', 'text', 'mediumtext', 'longtext')
             THEN 'TEXT'
           WHEN data_type IN ('tinyint', 'smallint', 'mediumint', 'int', 'bigint') THEN 'NUMBER'
           WHEN data_type IN ('float', 'double', 'enum', 'set', 'bit', 'json') THEN 'UNFIT'
           ELSE 'OTHER' END,
      CASE WHEN data_type = 'longtext' THEN NULL
           WHEN data_type LIKE '%text' THEN FLOOR(character_octet_length / 4)
           ELSE character_maximum_length END,
      is_nullable = 'YES',
      CASE WHEN collation_name IS NOT NULL
             THEN CONCAT('CONVERT(? USING ', character_set_name, ') COLLATE ', collation_name)
           WHEN data_type LIKE '%int' AND column_type LIKE '%unsigned%' THEN 'CAST(? AS UNSIGNED)'
           WHEN data_type LIKE '%int' THEN 'CAST(? AS SIGNED)'
           WHEN data_type = 'decimal' THEN 'CAST(? AS DECIMAL(65,30))'
           WHEN data_type IN ('binary', 'varbinary') THEN 'UNHEX(?)'
           ELSE '?' END,
      CASE WHEN data_type IN ('binary', 'varbinary')
             THEN CONCAT('HEX(`', REPLACE(column_name, '`', '``'), '`)')
           ELSE CONCAT('CONVERT(`', REPLACE(column_name, '`', '``'), '` USING utf8mb4)') END,
      FIND_IN_SET('select', privileges) > 0,
      FIND_IN_SET('update', privileges) > 0
    FROM information_schema.columns
    WHERE table_schema = ? AND table_name = ?
    """;
  }

  @Override
  public String uniqueKeysQuery() {
    return """
    SELECT index_name, column_name, sub_part IS NULL FROM information_schema.statistics
    WHERE table_schema = ? AND table_name = ? AND non_unique = 0
    ORDER BY index_name, seq_in_index
    """;
  }

  @Override
  public String estimateQuery() {
    return """
    SELECT COALESCE(MAX(table_rows), 0) FROM information_schema.tables
    WHERE table_schema = ? AND table_name = ?
    """;
  }
}
