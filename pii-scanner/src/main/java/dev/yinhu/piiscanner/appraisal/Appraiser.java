package dev.yinhu.piiscanner.appraisal;

import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.WrongSettings;
import dev.yinhu.piiscanner.jdbc.ColumnItems;
import dev.yinhu.piiscanner.jdbc.DatabaseInventory;
import dev.yinhu.piiscanner.jdbc.DatabaseReport;
import dev.yinhu.piiscanner.necessity.Drift;
import dev.yinhu.piiscanner.necessity.Inventory;
import dev.yinhu.piiscanner.necessity.Judge;
import dev.yinhu.piiscanner.necessity.JudgeSettings;
import dev.yinhu.piiscanner.necessity.Judgements;
import dev.yinhu.piiscanner.necessity.Levels;
import dev.yinhu.piiscanner.report.ReportItem;
import dev.yinhu.piiscanner.report.gate.Baseline;
import dev.yinhu.piiscanner.report.gate.FailOn;
import dev.yinhu.piiscanner.report.gate.GateFiles;
import dev.yinhu.piiscanner.report.gate.Sifted;
import dev.yinhu.piiscanner.report.gate.Suppression;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Holds what a scan found against the register, an earlier scan, a baseline and suppressions. All
 * of these are read before the scan begins, so that what is wrong with them is told at once.
 * Immutable; whoever wants a new baseline has it written by the first appraisal, so one is made for
 * each scan.
 */
public final class Appraiser {
  /** The zone in which suppressions expire. */
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private final AppraisalFiles files;
  private final Levels levels;
  private final FailOn failOn;
  private final JudgeSettings judging;
  private final Baseline baseline;
  private final List<Suppression> suppressions;
  private final Optional<Inventory> before;
  private final Optional<Path> newBaseline;
  private final Optional<DeclaredRegister> register;

  private Appraiser(
      AppraisalWish wish,
      Path directory,
      String store,
      Supplier<Optional<DeclaredRegister>> register) {
    this.files = new AppraisalFiles(directory);
    this.judging = wish.judging(store);
    this.levels = wish.sensitivity();
    this.failOn = wish.gate();
    this.newBaseline = wish.newBaseline();
    this.baseline = wish.baseline().map(files::baseline).orElse(Baseline.EMPTY);
    this.suppressions = wish.suppressions().map(files::suppressions).orElse(List.of());
    this.before = wish.since().map(files::earlier);
    this.register = register.get();
    if (this.register.isEmpty() && !failOn.verdicts().isEmpty()) {
      throw new WrongSettings(
          "--fail-on of a judgement needs --register, or --data of an installation");
    }
  }

  /**
   * Reads everything that is named.
   *
   * @param directory where relative paths begin
   * @param store what is scanned
   * @param register asked last, since it may cost a connection; empty where there is none
   * @throws WrongSettings when what is wished for does not go together
   * @throws AppraisalException when a file cannot be used
   */
  public static Appraiser of(
      AppraisalWish wish,
      Path directory,
      String store,
      Supplier<Optional<DeclaredRegister>> register) {
    return new Appraiser(wish, directory, store, register);
  }

  /** Whether a scan is held against anything at all. */
  public boolean asksAnything() {
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
  Optional<DeclaredRegister> register() {
    return register;
  }

  JudgeSettings judging() {
    return judging;
  }

  /**
   * Holds the scan of a database against everything.
   *
   * @param at when the scan was made
   */
  public Appraisal of(DatabaseReport report, DatabaseNaming naming, Instant at) {
    return of(
        DatabaseInventory.of(report, naming.store(), naming.home(), naming.everyTable(), at),
        ColumnItems.of(report, naming.store(), naming.home(), naming.samples()),
        Set.of());
  }

  /**
   * Holds a scan against everything, and writes the new baseline where one is wanted.
   *
   * @param beyond types of which more was found than the items tell
   * @throws AppraisalException when the baseline cannot be written
   */
  public Appraisal of(Inventory inventory, List<ReportItem> items, Set<PiiType> beyond) {
    Optional<Judgements> judgements =
        register.map(one -> new Judge(one.register(), one.use(), judging).judge(inventory));
    List<ReportItem> judged = judgements.map(all -> ReportItem.judged(items, all)).orElse(items);
    newBaseline.ifPresent(file -> files.write(file, GateFiles.baselineText(judged)));
    Sifted sifted = Sifted.of(judged, baseline, suppressions, today(inventory.at()));
    List<Sifted.Item> failing = failOn.failing(sifted, levels);
    boolean closed =
        !failing.isEmpty()
            || judgements.map(this::failsUnread).orElse(false)
            || beyond.stream().anyMatch(type -> failOn.meets(type, levels));
    return new Appraisal(
        inventory,
        judgements,
        before.map(earlier -> Drift.between(earlier, inventory)),
        sifted,
        failing,
        closed);
  }

  /** Whether a judgement of what was not read, which is no item, closes the gate. */
  private boolean failsUnread(Judgements judgements) {
    return judgements.judged().stream()
        .anyMatch(one -> one.holding().isEmpty() && failOn.verdicts().contains(one.verdict()));
  }

  /** The judgements by a register that declares nothing, for reports that cannot do without. */
  Judgements undeclared(Inventory inventory) {
    DeclaredRegister none = DeclaredRegister.none(InstantSource.fixed(inventory.at()));
    return new Judge(none.register(), none.use(), judging).judge(inventory);
  }

  private static LocalDate today(Instant at) {
    return LocalDate.ofInstant(at, ZONE);
  }
}
