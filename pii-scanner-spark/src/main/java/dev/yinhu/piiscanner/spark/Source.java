package dev.yinhu.piiscanner.spark;

import dev.yinhu.piiscanner.jdbc.DatabaseTarget;
import dev.yinhu.piiscanner.jdbc.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the rows are. */
sealed interface Source {
  /** What it is called in the report. */
  String name();

  /** What the register is taken to call it where nobody says. */
  String usualStore();

  /** The schema whose tables are called by their bare names; empty for none. */
  String home();

  /**
   * Files that Spark reads, each path as one table.
   *
   * @param format such as {@code parquet}, {@code csv}, {@code json}
   * @param paths files, directories and patterns, as Spark takes them
   * @param options of Spark's reader, over ours
   */
  record Files(String format, List<String> paths, Map<String, String> options) implements Source {
    public Files {
      paths = List.copyOf(paths);
      options = Map.copyOf(options);
    }

    @Override
    public String name() {
      return format + " files";
    }

    @Override
    public String usualStore() {
      return "files";
    }

    @Override
    public String home() {
      return "";
    }
  }

  /**
   * Tables of a database.
   *
   * @param target the database; which tables it is stands beside it
   * @param tables parts of names: schema, where one is given, and table
   * @param partition by which column tables are read in parts, if any
   */
  record Tables(DatabaseTarget target, List<TableName> tables, Optional<Partition> partition)
      implements Source {
    public Tables {
      tables = List.copyOf(tables);
    }

    @Override
    public String name() {
      return target.name();
    }

    @Override
    public String usualStore() {
      return target.usualStore();
    }

    @Override
    public String home() {
      return target.home();
    }
  }

  /**
   * How a table is read by several connections at once.
   *
   * @param column a number, date or time
   * @param parts at least 1
   */
  record Partition(String column, int parts) {
    public Partition {
      if (parts < 1) {
        throw new IllegalArgumentException("a table is read in at least one part");
      }
    }
  }
}
