package dev.yinhu.service.cli;

import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.necessity.Levels;
import dev.yinhu.piiscanner.necessity.ShippedFacts;
import dev.yinhu.piiscanner.report.Samples;
import dev.yinhu.piiscanner.report.gate.FailOn;
import dev.yinhu.piiscanner.report.html.Language;
import dev.yinhu.piiscanner.source.Search;
import java.io.IOException;
import java.security.Key;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Scans files, records and databases for personal data. Needs no service. */
@Command(
    name = "scan",
    description = "Find personal data in files, streams, records and databases.")
final class ScanCommand implements Callable<Integer> {

  /** How results are written. */
  enum Format {
    TEXT,
    JSON,
    JSONL,
    SARIF,
    HTML
  }

  /** Always the same, so that a baseline fits wherever a tree is checked out. */
  private static final String FILES = "files";

  /** In which language people are told. */
  enum Lang {
    ZH,
    EN,
    BOTH
  }

  private final YinhuCommand root;
  private final CommandWorld world;

  @Parameters(
      paramLabel = "PATH",
      description = "Files and directories to scan; - is standard input.")
  private List<String> paths = List.of();

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Files that are scanned at the same time, or threads that look at values of a database"
              + " (default: ${DEFAULT-VALUE}).")
  private int threads = 1;

  @Option(
      names = "--jsonl",
      paramLabel = "FILE",
      description = "Scan one field of records of JSON, one a line; - is standard input.")
  private @Nullable String jsonl;

  @Option(
      names = "--text-field",
      paramLabel = "NAME",
      defaultValue = "text",
      description = "With --jsonl: the field to scan (default: ${DEFAULT-VALUE}).")
  private String textField = "text";

  @Option(
      names = "--id-field",
      paramLabel = "NAME",
      defaultValue = "id",
      description = "With --jsonl: the field that names a record (default: ${DEFAULT-VALUE}).")
  private String idField = "id";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "How results are written: ${COMPLETION-CANDIDATES}.")
  private @Nullable Format format;

  @Option(
      names = "--types",
      split = ",",
      paramLabel = "TYPE",
      description = "Look for these types only, such as CN_MOBILE,EMAIL.")
  private List<String> types = List.of();

  @Option(
      names = "--min-confidence",
      paramLabel = "0-1",
      defaultValue = "0",
      description = "Leave out findings with less confidence.")
  private double minConfidence;

  @Option(
      names = "--lang",
      paramLabel = "LANGUAGE",
      description =
          "Language of text and HTML: ${COMPLETION-CANDIDATES} (default: the locale's, if it is one"
              + " of them, else both).")
  private @Nullable Lang lang;

  @Mixin private final EngineOptions own = new EngineOptions();

  @Mixin private final DatabaseOptions database = new DatabaseOptions();

  @Mixin private final RedactOptions redact = new RedactOptions();

  @Mixin private final AppraisalOptions appraisal = new AppraisalOptions();

  ScanCommand(YinhuCommand root, CommandWorld world) {
    this.root = root;
    this.world = world;
  }

  @Override
  public Integer call() {
    requireOneSource();
    if (root.json() && format != null && format != Format.JSON && format != Format.JSONL) {
      throw new WrongUse("--json and this --format are at odds; give one of them");
    }
    if (threads < 1) {
      throw new WrongUse("--threads is at least 1");
    }
    redact.check(root, paths, threads);
    if (redact.given()) {
      return redact.run(world, root, paths, search(), this::key, redactRun());
    }
    if (database.given()) {
      return database();
    }
    return jsonl == null ? files() : records(jsonl);
  }

  private void requireOneSource() {
    int sources = (jsonl == null ? 0 : 1) + (paths.isEmpty() ? 0 : 1) + (database.given() ? 1 : 0);
    if (sources != 1) {
      throw new WrongUse(
          "name files and directories, or - for standard input, or give --jsonl or --jdbc");
    }
    if (!database.given() && database.saysAnything()) {
      throw new WrongUse("options of databases need --jdbc");
    }
  }

  private int database() {
    var target = database.target(world.workingDirectory());
    var settings = database.settings(threads);
    String usual = target.database().isEmpty() ? "database" : target.database();
    String store = appraisal.store().orElse(usual);
    var appraiser = Appraiser.of(root, world, appraisal, store);
    var key = key();
    var naming = new DatabaseScanRun.Naming(store, database.everyTable(), new Samples(key));
    var scan = ScanEngine.columns(own, wanted(), leastConfidence(), world, key);
    return new DatabaseScanRun(world, appraiser, output(appraiser), chosen())
        .run(scan, target, settings, naming);
  }

  private AppraisalOutput output(Appraiser appraiser) {
    return new AppraisalOutput(appraiser, language(), root.data() != null);
  }

  /** As the environment tells it: LC_ALL outdoes LANG (POSIX.1-2017, 8.2). */
  private Lang locale() {
    String all = world.environment().getOrDefault("LC_ALL", "");
    String name = all.isEmpty() ? world.environment().getOrDefault("LANG", "") : all;
    return name.startsWith("zh") ? Lang.ZH : name.startsWith("en") ? Lang.EN : Lang.BOTH;
  }

  private Language language() {
    return switch (lang == null ? locale() : lang) {
      case ZH -> Language.CHINESE;
      case EN -> Language.ENGLISH;
      case BOTH -> Language.BOTH;
    };
  }

  private int records(String file) {
    if (format != null && format != Format.JSONL) {
      throw new WrongUse("--jsonl writes one line a record; leave --format out or say jsonl");
    }
    return new RecordScan(world, search(), typeGate()).run(file, textField, idField);
  }

  /** The gate where nothing is held against places. */
  private Predicate<PiiType> typeGate() {
    if (appraisal.saysMoreThanTypes()) {
      throw new WrongUse("records and redacted copies are held against nothing: scan by path");
    }
    Levels levels = new Levels(ShippedFacts.profile(appraisal.levels()), ShippedFacts.categories());
    FailOn failOn = Appraiser.failOn(appraisal.failOn(), levels);
    if (failOn.newOnly() || !failOn.verdicts().isEmpty()) {
      throw new WrongUse("--fail-on takes any, types and level:KEY here");
    }
    return type -> failOn.meets(type, levels);
  }

  private int files() {
    String store = appraisal.store().orElse(FILES);
    var appraiser = Appraiser.of(root, world, appraisal, store);
    boolean collects =
        appraiser.asksAnything() || (chosen() != Format.TEXT && chosen() != Format.JSONL);
    try {
      var reports =
          new FileReports(chosen(), output(appraiser), appraiser.asksAnything(), world.console());
      return new FileScan(world, search(), appraiser, key(), reports, store, collects)
          .run(paths, threads);
    } catch (IOException e) {
      throw new CommandException("cannot write the report", e);
    }
  }

  private RedactRun redactRun() {
    if (chosen() == Format.SARIF || chosen() == Format.HTML) {
      throw new WrongUse("redacted copies are told as text, json or jsonl");
    }
    return new RedactRun(world, typeGate(), chosen() != Format.TEXT);
  }

  private Key key() {
    var data = root.data();
    return data == null ? ScanKey.ofThisRun() : ScanKey.of(world.workingDirectory().resolve(data));
  }

  private Format chosen() {
    return format != null ? format : root.json() ? Format.JSON : Format.TEXT;
  }

  private Search search() {
    double least = leastConfidence();
    return ScanEngine.search(own, wanted(), world.clock())
        .only(finding -> finding.confidence() >= least);
  }

  private double leastConfidence() {
    if (!(minConfidence >= 0 && minConfidence <= 1)) {
      throw new WrongUse("--min-confidence lies between 0 and 1");
    }
    return minConfidence;
  }

  private Set<PiiType> wanted() {
    return types.stream().map(ScanCommand::type).collect(Collectors.toSet());
  }

  static PiiType type(String name) {
    try {
      return new PiiType(name);
    } catch (IllegalArgumentException e) {
      throw new WrongUse(name + " names no type: " + e.getMessage());
    }
  }
}
