package dev.yinhu.service.cli;

import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.necessity.Drift;
import dev.yinhu.piiscanner.necessity.FieldUse;
import dev.yinhu.piiscanner.necessity.Inventory;
import dev.yinhu.piiscanner.necessity.Judge;
import dev.yinhu.piiscanner.necessity.JudgeSettings;
import dev.yinhu.piiscanner.necessity.Judgements;
import dev.yinhu.piiscanner.necessity.Levels;
import dev.yinhu.piiscanner.necessity.ShippedFacts;
import dev.yinhu.piiscanner.report.ReportItem;
import dev.yinhu.piiscanner.report.gate.Baseline;
import dev.yinhu.piiscanner.report.gate.FailOn;
import dev.yinhu.piiscanner.report.gate.GateFiles;
import dev.yinhu.piiscanner.report.gate.GateReading;
import dev.yinhu.piiscanner.report.gate.Sifted;
import dev.yinhu.piiscanner.report.gate.Suppression;
import dev.yinhu.piiscanner.report.json.InventoryJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Holds what a scan found against the register, an earlier scan, a baseline and suppressions. All
 * of these are read before the scan begins, so that what is wrong with them is told at once.
 */
final class Appraiser {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private final CommandWorld world;
  private final Levels levels;
  private final FailOn failOn;
  private final JudgeSettings judging;
  private final Optional<ScanRegister> register;
  private final Baseline baseline;
  private final List<Suppression> suppressions;
  private final Optional<Inventory> before;
  private final Optional<Path> newBaseline;

  private Appraiser(YinhuCommand root, CommandWorld world, AppraisalOptions options, String store) {
    this.world = world;
    this.judging = options.judging(store);
    this.levels = new Levels(ShippedFacts.profile(options.levels()), judging.categories());
    this.failOn = failOn(options.failOn(), levels);
    this.newBaseline = options.newBaseline().map(world.workingDirectory()::resolve);
    this.baseline =
        options.baseline().map(file -> read(file, GateFiles::baseline)).orElse(Baseline.EMPTY);
    this.suppressions =
        options.suppressions().map(file -> read(file, GateFiles::suppressions)).orElse(List.of());
    this.before = options.since().map(this::earlier);
    this.register = ScanRegister.load(root, world, options.register());
    if (register.isEmpty() && !failOn.verdicts().isEmpty()) {
      throw new WrongUse("--fail-on of a judgement needs --register, or --data of an installation");
    }
  }

  /**
   * Reads everything that is named.
   *
   * @param store what is scanned
   */
  static Appraiser of(
      YinhuCommand root, CommandWorld world, AppraisalOptions options, String store) {
    if (options.compares() && root.data() == null) {
      throw new WrongUse(
          "baselines and suppressions compare keyed fingerprints: give --data DIR, whose key stays"
              + " the same");
    }
    return new Appraiser(root, world, options, store);
  }

  /** What a gate fails on. */
  static FailOn failOn(List<String> words, Levels levels) {
    try {
      return words.isEmpty()
          ? FailOn.NOTHING
          : FailOn.parse(String.join(",", words), levels.profile());
    } catch (IllegalArgumentException e) {
      throw new WrongUse(String.valueOf(e.getMessage()));
    }
  }

  /** Whether a scan is held against anything at all. */
  boolean asksAnything() {
    boolean gate = !failOn.equals(FailOn.NOTHING) || !suppressions.isEmpty();
    return gate
        || newBaseline.isPresent()
        || !baseline.known().isEmpty()
        || register.isPresent()
        || before.isPresent();
  }

  Levels levels() {
    return levels;
  }

  /** What it was held against, for people. */
  Optional<ScanRegister> register() {
    return register;
  }

  JudgeSettings judging() {
    return judging;
  }

  /**
   * Holds a scan against everything.
   *
   * @param beyond types of which more was found than the items tell
   */
  Appraisal of(Inventory inventory, List<ReportItem> items, Set<PiiType> beyond) {
    Optional<Judgements> judgements =
        register.map(one -> new Judge(one.register(), one.use(), judging).judge(inventory));
    List<ReportItem> judged = judgements.map(all -> ReportItem.judged(items, all)).orElse(items);
    newBaseline.ifPresent(file -> write(file, GateFiles.baselineText(judged)));
    Sifted sifted = Sifted.of(judged, baseline, suppressions, today(inventory.at()));
    List<Sifted.Item> failing = failOn.failing(sifted, levels);
    boolean unread =
        judgements.isPresent()
            && judgements.get().judged().stream()
                .anyMatch(
                    one -> one.holding().isEmpty() && failOn.verdicts().contains(one.verdict()));
    boolean closed =
        unread
            || !failing.isEmpty()
            || beyond.stream().anyMatch(type -> failOn.meets(type, levels));
    return new Appraisal(
        inventory,
        judgements,
        before.map(earlier -> Drift.between(earlier, inventory)),
        sifted,
        failing,
        closed);
  }

  /** The judgements by a register that declares nothing, for reports that cannot do without. */
  Judgements undeclared(Inventory inventory) {
    Judge judge = new Judge(ScanRegister.none(world), FieldUse.UNKNOWN, judging);
    return judge.judge(inventory);
  }

  private static LocalDate today(Instant at) {
    return LocalDate.ofInstant(at, ZONE);
  }

  private <T> T read(Path file, BiFunction<String, String, GateReading<T>> reader) {
    GateReading<T> reading = reader.apply(file.toString(), text(file));
    reading.problems().forEach(problem -> world.console().complain(problem.toString()));
    return reading.value().orElseThrow(() -> new CommandException(file + " has errors; mend them"));
  }

  private String text(Path file) {
    try {
      return Files.readString(world.workingDirectory().resolve(file));
    } catch (IOException e) {
      throw new CommandException(
          "cannot read " + file + "; check the path, and that it is UTF-8", e);
    }
  }

  private Inventory earlier(Path file) {
    try (InputStream in = Files.newInputStream(world.workingDirectory().resolve(file))) {
      return InventoryJson.read(in);
    } catch (IOException e) {
      throw new CommandException("cannot read " + file + "; check the path", e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new CommandException("cannot write " + file + "; check its rights", e);
    }
  }
}
