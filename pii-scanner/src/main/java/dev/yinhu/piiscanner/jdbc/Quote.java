package dev.yinhu.piiscanner.jdbc;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;

/**
 * How a database writes identifiers.
 *
 * @param mark what stands around them
 */
record Quote(String mark) {
  static Quote of(DatabaseMetaData database) throws SQLException {
    String mark = database.getIdentifierQuoteString().strip();
    // A database that knows no quotes is given the standard's: it refuses, and nothing else
    // happens.
    return new Quote(mark.isEmpty() ? "\"" : mark);
  }

  /** An identifier, whatever characters it has. */
  String of(String identifier) {
    return mark + identifier.replace(mark, mark + mark) + mark;
  }

  /** A table with its schema. */
  String of(TableName name) {
    return name.schema().isEmpty() ? of(name.table()) : of(name.schema()) + "." + of(name.table());
  }
}
