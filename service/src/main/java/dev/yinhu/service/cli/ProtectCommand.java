package dev.yinhu.service.cli;

import dev.yinhu.tableprotection.CheckReport;
import dev.yinhu.tableprotection.Phase;
import dev.yinhu.tableprotection.ProtectionJob;
import dev.yinhu.tableprotection.TableProtection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Turns the plaintext columns of a live table into ciphertext columns, phase by phase. */
@Command(
    name = "protect",
    description = {
      "Protect columns of a live table: check, backfill, verify; then clear with --phase clear.",
      "Goes on where it was stopped; never overwrites what the application wrote meanwhile; see"
          + " docs/protect.md."
    })
final class ProtectCommand implements Callable<Integer> {
  /** The phases as they are asked for. */
  enum Step {
    CHECK,
    BACKFILL,
    VERIFY,
    CLEAR
  }

  private final YinhuCommand root;
  private final CommandWorld world;

  @Option(
      names = "--job",
      paramLabel = "FILE",
      required = true,
      description = "The job: which columns of which table (YAML).")
  private Path job = Path.of("");

  @Option(
      names = "--phase",
      paramLabel = "PHASE",
      description = "check, backfill, verify or clear (default: the first three in turn).")
  private @Nullable Step phase;

  @Option(names = "--dry-run", description = "Only check and count; write nothing.")
  private boolean dryRun;

  @Option(
      names = "--sample",
      paramLabel = "SECONDS",
      description = "How long the check watches what the application writes (default: 5).")
  private int sample = 5;

  @Option(names = "--yes", description = "Yes, clear the plaintext: it cannot be brought back.")
  private boolean yes;

  ProtectCommand(YinhuCommand root, CommandWorld world) {
    this.root = root;
    this.world = world;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (phase == Step.CLEAR && !dryRun && !yes) {
      throw new WrongUse("clearing the plaintext cannot be undone: say --yes");
    }
    if (sample < 0) {
      throw new WrongUse("--sample is 0 or more seconds");
    }
    Optional<ProtectionJob> read = JobFile.read(world, job);
    if (read.isEmpty()) {
      return 1;
    }
    return JobRun.in(root, world, (protection, screen) -> run(protection, screen, read.get()));
  }

  private int run(TableProtection protection, JobScreen screen, ProtectionJob read)
      throws InterruptedException {
    if (dryRun || phase == null || phase == Step.CHECK) {
      CheckReport check = protection.check(read, Duration.ofSeconds(sample));
      screen.report(check);
      if (!check.ok()) {
        return 1;
      }
    }
    return dryRun ? 0 : JobRun.phases(protection, screen, read, phases());
  }

  private List<Phase> phases() {
    return switch (phase) {
      case null -> List.of(Phase.BACKFILL, Phase.VERIFY);
      case CHECK -> List.of();
      case BACKFILL -> List.of(Phase.BACKFILL);
      case VERIFY -> List.of(Phase.VERIFY);
      case CLEAR -> List.of(Phase.CLEAR);
    };
  }
}
