package dev.yinhu.piiscanner.spark;

import dev.yinhu.piiscanner.WrongSettings;
import dev.yinhu.piiscanner.jdbc.DatabaseTarget;
import dev.yinhu.piiscanner.jdbc.Password;
import dev.yinhu.piiscanner.jdbc.TableSelection;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What to scan. */
final class SourceOptions {
  @Parameters(
      paramLabel = "PATH",
      description = "Files, directories and patterns as Spark takes them; each is a table.")
  private List<String> paths = List.of();

  @Option(
      names = "--input",
      paramLabel = "FORMAT",
      description = "parquet, csv, json or another of Spark's (default: by the paths' ending).")
  private @Nullable String input;

  @Option(
      names = "--option",
      paramLabel = "KEY=VALUE",
      description = "An option of Spark's reader, such as multiLine=true.")
  private Map<String, String> options = Map.of();

  @Option(
      names = "--jdbc",
      paramLabel = "URL",
      description = "Scan a database: its JDBC URL, without a password.")
  private @Nullable String url;

  @Option(names = "--jdbc-user", paramLabel = "NAME", description = "Who reads the database.")
  private @Nullable String user;

  @Option(
      names = "--jdbc-password-file",
      paramLabel = "FILE",
      description = "The first line of this file is the database's password.")
  private @Nullable Path passwordFile;

  @Option(
      names = "--jdbc-password-env",
      paramLabel = "NAME",
      description = "This environment variable holds the database's password.")
  private @Nullable String passwordVariable;

  @Option(
      names = "--tables",
      split = ",",
      paramLabel = "TABLE",
      description = "The tables: table or schema.table; a name with a dot in double quotes.")
  private List<String> tables = List.of();

  @Option(
      names = "--partition-column",
      paramLabel = "COLUMN",
      description = "Read tables in parts by this number, date or time.")
  private @Nullable String partitionColumn;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "8",
      description = "With --partition-column: in so many parts (default: ${DEFAULT-VALUE}).")
  private int partitions = 8;

  /**
   * The source.
   *
   * @throws WrongSettings without repeating the URL, which may hold a secret
   */
  Source source() {
    if (url == null == paths.isEmpty()) {
      throw new WrongSettings("name paths, or give --jdbc with --tables");
    }
    try {
      return url == null ? files() : database(url);
    } catch (IllegalArgumentException e) {
      throw new WrongSettings(String.valueOf(e.getMessage()));
    }
  }

  private Source files() {
    if (input != null) {
      return new Source.Files(input, paths, options);
    }
    Set<String> formats = new HashSet<>(paths.stream().map(SourceOptions::format).toList());
    if (formats.size() != 1 || formats.contains("")) {
      throw new WrongSettings("the paths do not tell one format: give it by --input");
    }
    return new Source.Files(formats.iterator().next(), paths, options);
  }

  /** Empty when the ending tells nothing. */
  private static String format(String path) {
    String name = path.toLowerCase(Locale.ROOT).replaceAll("(\\.gz|\\.bz2|\\.zst|/)+$", "");
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "parquet" -> "parquet";
      case "csv" -> "csv";
      case "json", "jsonl", "ndjson" -> "json";
      default -> "";
    };
  }

  private Source database(String address) {
    if (tables.isEmpty()) {
      throw new WrongSettings("name the tables by --tables");
    }
    Password password =
        Password.of(Optional.ofNullable(passwordFile), Optional.ofNullable(passwordVariable));
    DatabaseTarget target =
        new DatabaseTarget(address, Optional.ofNullable(user), password, TableSelection.ALL);
    return new Source.Tables(
        target,
        tables.stream().map(QuotedName::parse).toList(),
        Optional.ofNullable(partitionColumn)
            .map(column -> new Source.Partition(column, partitions)));
  }
}
