package dev.yinhu.piiscanner.jdbc;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The words in which the SQL of the databases differs; used by the stores only. Stateless. */
sealed interface Dialect permits PostgresDialect, MySqlDialect, StandardDialect {
  /** The dialect that a URL asks for. */
  static Dialect of(String url) {
    if (url.startsWith("jdbc:postgresql:")) {
      return new PostgresDialect();
    }
    if (url.startsWith("jdbc:mysql:")) {
      return new MySqlDialect(true);
    }
    return url.startsWith("jdbc:mariadb:") ? new MySqlDialect(false) : new StandardDialect();
  }

  /** What the driver is told with user and password. */
  Map<String, String> properties();

  /** Statements that make a new session ready, before its first transaction. */
  List<String> session(Duration statementTimeout);

  /** Whether the server bounds every statement by itself once {@link #session} was said. */
  boolean boundsStatements();

  /** Whether databases, not schemas, are what tables stand in. */
  boolean catalogues();

  /** Schemas of the database's own. */
  Set<String> ownSchemas();

  /** Question for tables whose rows are read through another: schema and table; empty if none. */
  String partitionsQuery();

  /** Question for estimates: schema, table, rows; empty where there is none. */
  String estimatesQuery();

  /** The number of rows to ask the driver to hold at once, for it to stream with this wish. */
  int fetchRows(int wish);

  /** Whether keys are read and given back as texts, whatever their type. */
  boolean textKeys();

  /** A column's value, no longer than a number of characters or bytes, and one more. */
  String cell(Column column, String quoted, int longest);

  /** The place of a parameter that is compared with a column. */
  String parameter(Column column);

  /** The greatest value of a column less a margin in seconds, or in its own numbers. */
  String greatest(Column column, String quoted, long margin);

  /** What stands between FROM and WHERE. */
  String from(Table table, String quoted, Sample sample);

  /** The condition by which a row is part of a sample; empty if none. */
  String chosen(List<String> quotedKey, Sample sample);

  /** What the sample costs, for the report; empty if it costs nothing. */
  String cost(Table table, Sample sample);

  /** Whether the rest of a sample is drawn here, out of all rows. */
  boolean drawsHere(Table table);

  /** That the row's key is behind the given one. */
  String after(List<String> columns, List<String> parameters);

  /** How often each part of the key is bound for {@link #after}. */
  boolean comparesRows();

  /** What ends a statement that gives so many rows; empty where the driver is asked instead. */
  String limit(int rows);
}
