package dev.yinhu.piiscanner.spark;

import dev.yinhu.piiscanner.PiiEngine;
import dev.yinhu.piiscanner.WrongSettings;
import dev.yinhu.piiscanner.appraisal.Appraisal;
import dev.yinhu.piiscanner.appraisal.AppraisalOutput;
import dev.yinhu.piiscanner.appraisal.AppraisalOutput.About;
import dev.yinhu.piiscanner.appraisal.Appraiser;
import dev.yinhu.piiscanner.appraisal.DatabaseNaming;
import dev.yinhu.piiscanner.appraisal.DatabaseOutput;
import dev.yinhu.piiscanner.appraisal.ReportFormat;
import dev.yinhu.piiscanner.jdbc.Extent;
import dev.yinhu.piiscanner.report.Samples;
import dev.yinhu.piiscanner.report.html.Language;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
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
  private final Streams streams;

  @Mixin private final SourceOptions what = new SourceOptions();

  @Mixin private final EngineOptions engine = new EngineOptions();

  @Mixin private final AppraisalOptions appraisal = new AppraisalOptions();

  @Option(
      names = "--key",
      required = true,
      paramLabel = "FILE",
      description =
          "The key of fingerprints, at least 32 random bytes: a path that every executor has, or"
              + " the name of a file given by spark-submit --files.")
  private String key = "";

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
      names = "--lang",
      paramLabel = "LANGUAGE",
      defaultValue = "BOTH",
      description =
          "Language of text and HTML: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Language language = Language.BOTH;

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
      Supplier<SparkSession> spark, Map<String, String> environment, Clock clock, Streams streams) {
    this.spark = spark;
    this.environment = Map.copyOf(environment);
    this.clock = clock;
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    Source source = what.source();
    EngineSpec wanted = engine.spec();
    Appraiser appraiser = appraisal.appraiser(source, wanted.known(clock), clock);
    ScanSpec spec = new ScanSpec(wanted, percent(), seed, key, clock);
    SparkSession session = spark.get();
    Samples samples = FingerprintKey.samples(key);
    PiiEngine columns = ExecutorEngines.of(spec);
    SparkReport report = new SparkScan(session, spec, columns::threshold, environment).run(source);
    Appraisal appraised =
        appraiser.of(
            report.report(),
            new DatabaseNaming(appraisal.store(source), source.home(), false, samples),
            clock.instant());
    tell(report, appraiser, appraised);
    return appraised.closed() || !report.report().seen() ? 1 : 0;
  }

  private double percent() {
    return switch (Extent.parse(sample)) {
      case Extent.Percent(double percent) -> percent;
      case Extent.Whole _, Extent.Rows _ ->
          throw new WrongSettings("--sample is a percentage such as 5%");
    };
  }

  private void tell(SparkReport report, Appraiser appraiser, Appraisal appraised)
      throws IOException {
    var appraisals = new AppraisalOutput(appraiser, new About(language, true, version()));
    var output = new DatabaseOutput(format, appraisals, new PlacesJson(report));
    if (file == null) {
      output.write(report.report(), appraised, streams.out());
    } else {
      try (PrintStream out =
          new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
        output.write(report.report(), appraised, out);
        if (out.checkError()) {
          throw new SparkScanException("cannot write " + file + "; check room and rights");
        }
      }
    }
    appraisals.notices(appraised).forEach(streams.err()::println);
  }

  private static String version() {
    String version = ScanCommand.class.getPackage().getImplementationVersion();
    return version == null ? "(not built as a jar)" : version;
  }
}
