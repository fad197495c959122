package dev.yinhu.tableprotection;

import java.util.List;

/** The words in which the SQL of the databases differs; used by the stores only. Stateless. */
sealed interface Dialect permits PostgresDialect, MySqlDialect {
  /** Statements that make a new session ready. */
  List<String> session();

  /** An identifier, whatever characters it has. */
  String quote(String identifier);

  /** A column's value as text in UTF-8. */
  String text(String column);

  /** That two texts are the same bytes, or both NULL. */
  String same(String text, String other);

  /** That the row's key is greater than the given one. */
  String after(List<String> columns, List<String> parameters);

  /**
   * The question for the columns: name, type, kind, length, nullable, parameter, text, readable,
   * writable.
   */
  String columnsQuery();

  /** The question for unique indexes: index name, column, whether it is indexed whole. */
  String uniqueKeysQuery();

  /** The question for the estimated number of rows. */
  String estimateQuery();
}
