package dev.yinhu.service.cli;

import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.appraisal.AppraisalOutput;
import dev.yinhu.piiscanner.appraisal.AppraisalWish;
import dev.yinhu.piiscanner.appraisal.Appraiser;
import dev.yinhu.piiscanner.appraisal.DatabaseNaming;
import dev.yinhu.piiscanner.appraisal.ReportFormat;
import dev.yinhu.piiscanner.jdbc.DatabaseScanSettings;
import dev.yinhu.piiscanner.jdbc.DatabaseTarget;
import dev.yinhu.piiscanner.necessity.Levels;
import dev.yinhu.piiscanner.report.Samples;
import dev.yinhu.piiscanner.report.gate.FailOn;
import dev.yinhu.piiscanner.report.html.Language;
import java.io.IOException;
import java.security.Key;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
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
  /** Always the same, so that a baseline fits wherever a tree is checked out. */
  private static final String FILES = "files";

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
      names = "--format",
      paramLabel = "FORMAT",
      description = "How results are written: ${COMPLETION-CANDIDATES}.")
  private @Nullable ReportFormat format;

  @Option(
      names = "--lang",
      paramLabel = "LANGUAGE",
      description =
          "Language of text and HTML: ${COMPLETION-CANDIDATES} (default: the locale's, if it is one"
              + " of them, else both).")
  private @Nullable Language lang;

  @Mixin private final RecordOptions records = new RecordOptions();

  @Mixin private final EngineOptions engine = new EngineOptions();

  @Mixin private final DatabaseOptions database = new DatabaseOptions();

  @Mixin private final IncrementOptions increment = new IncrementOptions();

  @Mixin private final RedactOptions redact = new RedactOptions();

  @Mixin private final AppraisalOptions appraisal = new AppraisalOptions();

  ScanCommand(YinhuCommand root, CommandWorld world) {
    this.root = root;
    this.world = world;
  }

  @Override
  public Integer call() {
    requireOneSource();
    if (root.json()
        && format != null
        && format != ReportFormat.JSON
        && format != ReportFormat.JSONL) {
      throw new WrongUse("--json and this --format are at odds; give one of them");
    }
    if (threads < 1) {
      throw new WrongUse("--threads is at least 1");
    }
    redact.check(root, paths, threads);
    requireKnownTypes();
    if (redact.given()) {
      return redact.run(world, root, paths, engine.search(world), this::key, redactRun());
    }
    if (database.given()) {
      return database();
    }
    return records.file().map(this::records).orElseGet(this::files);
  }

  private void requireKnownTypes() {
    Set<PiiType> asked = appraisal.wish().gate().types();
    if (!asked.isEmpty()) {
      engine.known(world).require("--fail-on", asked);
    }
  }

  private void requireOneSource() {
    int sources =
        (records.file().isPresent() ? 1 : 0)
            + (paths.isEmpty() ? 0 : 1)
            + (database.given() ? 1 : 0);
    if (sources != 1) {
      throw new WrongUse(
          "name files and directories, or - for standard input, or give --jsonl or --jdbc");
    }
    if (!database.given() && (database.saysAnything() || increment.saysAnything())) {
      throw new WrongUse("options of databases need --jdbc");
    }
  }

  private int database() {
    DatabaseTarget target = database.target(world.workingDirectory());
    DatabaseScanSettings whole = database.settings(threads);
    Optional<MarksFile> marks = increment.marks(world.workingDirectory(), target);
    DatabaseScanSettings settings =
        marks.map(file -> increment.settings(whole, file)).orElse(whole);
    String store = appraisal.store().orElseGet(target::usualStore);
    Appraiser appraiser = appraiser(store);
    Key key = key();
    boolean everything = database.everyTable() && marks.isEmpty();
    var naming = new DatabaseNaming(store, target.home(), everything, new Samples(key));
    return new DatabaseScanRun(world, appraiser, output(appraiser), marks)
        .run(engine.columns(world, key), target, settings, naming);
  }

  private Appraiser appraiser(String store) {
    AppraisalWish wish = appraisal.wish();
    if (wish.compares() && root.data() == null) {
      throw new WrongUse(
          "baselines and suppressions compare keyed fingerprints: give --data DIR, whose key stays"
              + " the same");
    }
    return Appraiser.of(
        wish,
        world.workingDirectory(),
        store,
        () -> new ScanRegister(root, world).load(appraisal.register()));
  }

  private ScanOutput output(Appraiser appraiser) {
    Language language = lang == null ? Language.of(world.environment()) : lang;
    boolean comparable = root.data() != null;
    var about = new AppraisalOutput.About(language, comparable, BuildVersion.bare());
    return new ScanOutput(
        chosen(), new AppraisalOutput(appraiser, about), comparable, world.console());
  }

  private int records(String file) {
    if (format != null && format != ReportFormat.JSONL) {
      throw new WrongUse("--jsonl writes one line a record; leave --format out or say jsonl");
    }
    return new RecordScan(world, engine.search(world), typeGate())
        .run(file, records.textField(), records.idField());
  }

  /** The gate where nothing is held against places. */
  private Predicate<PiiType> typeGate() {
    if (appraisal.saysMoreThanTypes()) {
      throw new WrongUse("records and redacted copies are held against nothing: scan by path");
    }
    Levels levels = appraisal.wish().sensitivity();
    FailOn failOn = appraisal.wish().gate();
    if (failOn.newOnly() || !failOn.verdicts().isEmpty()) {
      throw new WrongUse("--fail-on takes any, types and level:KEY here");
    }
    return type -> failOn.meets(type, levels);
  }

  private int files() {
    String store = appraisal.store().orElse(FILES);
    Appraiser appraiser = appraiser(store);
    boolean appraised = appraiser.asksAnything();
    boolean collects =
        appraised || (chosen() != ReportFormat.TEXT && chosen() != ReportFormat.JSONL);
    try {
      var reports = new FileReports(output(appraiser), appraised);
      return new FileScan(world, engine.search(world), appraiser, key(), reports, store, collects)
          .run(paths, threads);
    } catch (IOException e) {
      throw new CommandException("cannot write the report", e);
    }
  }

  private RedactRun redactRun() {
    if (chosen() == ReportFormat.SARIF || chosen() == ReportFormat.HTML) {
      throw new WrongUse("redacted copies are told as text, json or jsonl");
    }
    return new RedactRun(world, typeGate(), chosen() != ReportFormat.TEXT);
  }

  private Key key() {
    var data = root.data();
    return data == null ? ScanKey.ofThisRun() : ScanKey.of(world.workingDirectory().resolve(data));
  }

  private ReportFormat chosen() {
    return format != null ? format : root.json() ? ReportFormat.JSON : ReportFormat.TEXT;
  }
}
