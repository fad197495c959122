package dev.yinhu.piiscanner.spark;

import dev.yinhu.piiscanner.jdbc.TableName;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.jdbc.JdbcDialects;

/** Reads tables of databases, by Spark's own reader; only reading statements are sent. */
final class JdbcTables {
  private static final String ROWS_AT_A_TIME = "1000";

  private final SparkSession spark;
  private final Source.Tables source;
  private final Map<String, String> environment;

  /**
   * @param environment variables of the process, for passwords
   */
  JdbcTables(SparkSession spark, Source.Tables source, Map<String, String> environment) {
    this.spark = spark;
    this.source = source;
    this.environment = Map.copyOf(environment);
  }

  /** The rows of a table. */
  Dataset<Row> open(TableName table) {
    Map<String, String> options = connection();
    options.put("dbtable", quoted(table));
    source.partition().ifPresent(partition -> addBounds(table, partition, options));
    return spark.read().format("jdbc").options(options).load();
  }

  /** Spark asks for the bounds of the column, and keeps rows beyond them and NULLs in the ends. */
  private void addBounds(TableName table, Source.Partition partition, Map<String, String> options) {
    String column = quoted(partition.column());
    Map<String, String> query = connection();
    query.put(
        "query",
        "SELECT MIN(" + column + ") AS least, MAX(" + column + ") AS most FROM " + quoted(table));
    Row bounds = spark.read().format("jdbc").options(query).load().head();
    if (!bounds.isNullAt(0)) {
      options.put("partitionColumn", column);
      options.put("lowerBound", bounds.get(0).toString());
      options.put("upperBound", bounds.get(1).toString());
      options.put("numPartitions", Integer.toString(partition.parts()));
    }
  }

  private Map<String, String> connection() {
    Map<String, String> options = new HashMap<>();
    options.put("url", source.target().url());
    source.target().user().ifPresent(user -> options.put("user", user));
    source
        .target()
        .password()
        .read(environment)
        .ifPresent(password -> options.put("password", password));
    options.put("fetchsize", ROWS_AT_A_TIME);
    String url = source.target().url().toLowerCase(Locale.ROOT);
    if (url.startsWith("jdbc:postgresql:")) {
      options.put("sessionInitStatement", "SET default_transaction_read_only = on");
    } else if (url.startsWith("jdbc:mysql:") || url.startsWith("jdbc:mariadb:")) {
      options.put("sessionInitStatement", "SET SESSION TRANSACTION READ ONLY");
    }
    return options;
  }

  private String quoted(TableName table) {
    return table.schema().isEmpty()
        ? quoted(table.table())
        : quoted(table.schema()) + "." + quoted(table.table());
  }

  private String quoted(String name) {
    return JdbcDialects.get(source.target().url()).quoteIdentifier(name);
  }
}
