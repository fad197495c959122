package dev.yinhu.piiscanner.spark;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Reads paths as tables, by Spark's own readers. */
final class FileTables {
  private static final String RECURSIVE = "recursiveFileLookup";
  private static final String LISTING = "binaryFile";
  private static final String CORRUPT = "_corrupt_record";

  private final SparkSession spark;
  private final Source.Files source;

  FileTables(SparkSession spark, Source.Files source) {
    this.spark = spark;
    this.source = source;
  }

  /**
   * Rows of a path.
   *
   * @param rows its columns, then the file of each row and the place in it
   * @param schema without the last two
   * @param corrupt the column in which Spark puts records that are none; empty if there is none
   */
  record Opened(Dataset<Row> rows, StructType schema, String corrupt) {}

  /** Opens a path. Spark looks at its files now, and for the names of JSON reads them all. */
  Opened open(String path) {
    boolean nested = files(path, true).size() > files(path, false).size();
    Map<String, String> options = options(nested);
    StructType known = spark.read().format(source.format()).options(options).load(path).schema();
    if (!permissive()) {
      return opened(path, known, options, "");
    }
    String corrupt = unused(known);
    options.put("columnNameOfCorruptRecord", corrupt);
    return opened(path, known.add(corrupt, DataTypes.StringType), options, corrupt);
  }

  private Opened opened(
      String path, StructType schema, Map<String, String> options, String corrupt) {
    Dataset<Row> rows =
        spark.read().format(source.format()).schema(schema).options(options).load(path);
    var file = rows.metadataColumn("_metadata");
    return new Opened(
        rows.select(rows.col("*"), file.getField("file_path"), file.getField("file_block_start")),
        rows.schema(),
        corrupt);
  }

  /** The files of a path, as Spark sees them: none whose name begins with a dot or underscore. */
  List<String> files(String path, boolean nested) {
    return Arrays.stream(
            spark
                .read()
                .format(LISTING)
                .option(RECURSIVE, Boolean.toString(nested))
                .load(path)
                .inputFiles())
        .sorted()
        .toList();
  }

  /** The values as they are written: 0138… is no number, and all files have a say in the schema. */
  private Map<String, String> options(boolean nested) {
    Map<String, String> options = new HashMap<>();
    switch (source.format().toLowerCase(Locale.ROOT)) {
      case "csv" -> {
        options.put("header", "true");
        options.put("escape", "\"");
        options.put("mode", "PERMISSIVE");
      }
      case "json" -> {
        options.put("primitivesAsString", "true");
        options.put("mode", "PERMISSIVE");
      }
      default -> options.put("mergeSchema", "true");
    }
    options.put(RECURSIVE, Boolean.toString(nested));
    options.put("ignoreCorruptFiles", "false");
    options.put("ignoreMissingFiles", "false");
    options.putAll(source.options());
    return options;
  }

  private boolean permissive() {
    return switch (source.format().toLowerCase(Locale.ROOT)) {
      case "csv", "json" -> true;
      default -> false;
    };
  }

  private static String unused(StructType schema) {
    List<String> names = Arrays.stream(schema.fieldNames()).map(FileTables::lower).toList();
    String name = CORRUPT;
    while (names.contains(name)) {
      name = "_" + name;
    }
    return name;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
