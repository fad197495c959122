package dev.yinhu.piiscanner.spark;

import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.catalogue.TypeCatalogue;
import dev.yinhu.piiscanner.jdbc.ColumnFinding;
import dev.yinhu.piiscanner.jdbc.ColumnReport;
import dev.yinhu.piiscanner.jdbc.DatabaseReport;
import dev.yinhu.piiscanner.jdbc.TableReport.Outcome;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of a scan, named as those of {@code yinhu scan}. For one run. */
@Command(
    name = "yinhu-scan-spark",
    mixinStandardHelpOptions = true,
    description = "Find personal data in files and tables that Spark reads.")
final class ScanCommand implements Callable<Integer> {
  private final Supplier<SparkSession> spark;
  private final Map<String, String> environment;
  private final Clock clock;
  private final PrintStream console;

  @Mixin private SourceOptions what = new SourceOptions();

  @Option(
      names = "--key",
      required = true,
      paramLabel = "FILE",
      description =
          "The key of fingerprints, at least 32 random bytes: a path that every executor has, or"
              + " the name of a file given by spark-submit --files.")
  private String key = "";

  @Option(
      names = "--types",
      split = ",",
      paramLabel = "TYPE",
      description = "Look for these types only, such as CN_MOBILE,EMAIL.")
  private List<String> types = List.of();

  @Option(
      names = "--fail-on",
      split = ",",
      paramLabel = "TYPE",
      description = "End with exit code 1 when one of these types is found; any: whatever it is.")
  private List<String> failOn = List.of();

  @Option(
      names = "--sample",
      paramLabel = "N%",
      defaultValue = "100%",
      description = "Read so much of each table (default: ${DEFAULT-VALUE}).")
  private String sample = "100%";

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Draws the sample (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "TEXT",
      description = "How the report is written: ${COMPLETION-CANDIDATES}.")
  private ReportFormat format = ReportFormat.TEXT;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write the report to this file of the driver, rather than to its output.")
  private @Nullable Path file;

  /**
   * @param spark gives the session when all options are right
   * @param environment variables of the process, for passwords
   */
  ScanCommand(
      Supplier<SparkSession> spark,
      Map<String, String> environment,
      Clock clock,
      PrintStream console) {
    this.spark = spark;
    this.environment = Map.copyOf(environment);
    this.clock = clock;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Source source = what.source();
    ScanSpec spec = spec();
    List<PiiType> failing =
        failOn.stream().filter(word -> !word.equals("any")).map(ScanCommand::type).toList();
    SparkReport report =
        new SparkScan(spark.get(), spec, TypeCatalogue.standard()::threshold, environment)
            .run(source);
    write(report);
    boolean closed =
        report.report().findings().stream()
            .filter(ColumnFinding::certain)
            .anyMatch(f -> failOn.contains("any") || failing.contains(f.type()));
    return closed || !isSeen(report.report()) ? 1 : 0;
  }

  private ScanSpec spec() {
    try {
      return new ScanSpec(
          types.stream().map(ScanCommand::type).collect(Collectors.toSet()),
          percent(),
          seed,
          key,
          clock);
    } catch (IllegalArgumentException e) {
      throw new WrongUse(String.valueOf(e.getMessage()));
    }
  }

  private double percent() {
    try {
      if (sample.endsWith("%")) {
        return Double.parseDouble(sample.substring(0, sample.length() - 1));
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new WrongUse("--sample is a percentage such as 5%");
  }

  private static PiiType type(String name) {
    try {
      return new PiiType(name);
    } catch (IllegalArgumentException e) {
      throw new WrongUse(name + " names no type: " + e.getMessage());
    }
  }

  private void write(SparkReport report) throws IOException {
    if (file == null) {
      format.write(report, console);
      return;
    }
    try (PrintStream out =
        new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
      format.write(report, out);
      if (out.checkError()) {
        throw new IOException("cannot write " + file);
      }
    }
  }

  /** Binary values are counted and told, as binary files are. */
  private static boolean isSeen(DatabaseReport report) {
    return report.tables().stream()
        .allMatch(table ->
            table.outcome() instanceof Outcome.Finished
                && table.columns().stream().mapToLong(ColumnReport::cut).sum() == 0);
  }
}
