package dev.yinhu.piiscanner.spark;

import dev.yinhu.piiscanner.jdbc.TableName;
import dev.yinhu.piiscanner.jdbc.TableParts;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.types.StructType;

/**
 * A table as Spark reads it.
 *
 * @param schema of the database; empty for files
 * @param name of the table, or the path
 * @param width how many columns a row has
 * @param leaves the columns that hold values
 */
record SparkTable(String schema, String name, int width, List<Leaf> leaves)
    implements Serializable {
  SparkTable {
    leaves = List.copyOf(leaves);
  }

  static SparkTable of(TableName name, StructType schema) {
    return new SparkTable(
        name.schema(), name.table(), schema.size(), Leaves.of(schema, lastPart(name.table())));
  }

  /** Of a path, what tells of the values: the last part. */
  private static String lastPart(String name) {
    String bare = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    return bare.substring(bare.lastIndexOf('/') + 1);
  }

  /** The leaves that are scanned. */
  List<Leaf> read() {
    return leaves.stream().filter(Leaf::read).toList();
  }

  TableParts parts() {
    return new TableParts(new TableName(schema, name), leaves.stream().map(Leaf::column).toList());
  }
}
