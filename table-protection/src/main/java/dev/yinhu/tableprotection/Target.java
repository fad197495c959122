package dev.yinhu.tableprotection;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the table is.
 *
 * @param url JDBC URL of PostgreSQL, MySQL or MariaDB, without password
 * @param passwordFile whose first line is the password
 * @param schema the schema; in MySQL and MariaDB the database
 */
public record Target(
    String url, Optional<String> user, Optional<Path> passwordFile, String schema, String table) {
  /** The table's name for messages. */
  public String name() {
    return schema + "." + table;
  }
}
