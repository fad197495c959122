package dev.yinhu.service.cli;

import dev.yinhu.accessaudit.retention.PruningPlan;
import dev.yinhu.service.api.PauseView;
import dev.yinhu.service.api.RetentionDesk;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes away the beginning of the log that the policy lets go. */
@Command(
    name = "prune",
    description = {
      "Take away the beginning of the access log, as far as the retention policy lets it go.",
      "Entries that a longer term or a legal hold keeps stay. What goes, goes for good."
    })
final class AuditPruneCommand implements Callable<Integer> {

  /** What is printed. */
  record Done(
      boolean pruned,
      long from,
      long below,
      long goes,
      long held,
      long released,
      Map<String, Long> kept_by,
      List<PauseView> pauses,
      long doubted,
      List<String> late_witnesses,
      @Nullable String late_witnesses_unknown,
      List<String> obstacles) {}

  private final YinhuCommand root;
  private final CommandWorld world;

  @Option(names = "--dry-run", description = "Say what would go and what keeps what; do nothing.")
  private boolean dryRun;

  @Option(
      names = "--yes",
      description =
          "Do it: in the times that --dry-run shows nothing was written indeed. Without this or"
              + " --dry-run nothing is done.")
  private boolean yes;

  AuditPruneCommand(YinhuCommand root, CommandWorld world) {
    this.root = root;
    this.world = world;
  }

  @Override
  public Integer call() {
    if (dryRun == yes) {
      throw new WrongUse("what is pruned is gone for good: see --dry-run first, then say --yes");
    }
    try (var session = world.sessions().open(root.config())) {
      RetentionDesk desk = session.retention();
      RetentionDesk.Late late = desk.lateWitnesses();
      PruningPlan plan = dryRun ? desk.plan() : desk.prune();
      if (root.json()) {
        world.console().json(done(plan, late));
      } else {
        tell(plan);
        late.names().forEach(this::tellLate);
        late.unknown().ifPresent(this::tellUnknown);
      }
      return plan.obstacles().isEmpty() ? 0 : 1;
    }
  }

  private void tellLate(String witness) {
    world
        .console()
        .line(
            ("witness %s has not signed the published checkpoint; what it needs to go on from its"
                    + " own may be pruned, so see to it first")
                .formatted(witness));
  }

  private void tellUnknown(String why) {
    world
        .console()
        .line(
            "which witnesses have not signed the published checkpoint is not known: %s"
                .formatted(why));
  }

  private Done done(PruningPlan plan, RetentionDesk.Late late) {
    return new Done(
        !dryRun,
        plan.from(),
        plan.boundary(),
        plan.goes(),
        plan.held(),
        plan.released(),
        new TreeMap<>(plan.keptBy()),
        plan.doubt().pauses().stream().map(PauseView::of).toList(),
        plan.doubt().entries(),
        late.names(),
        late.unknown().orElse(null),
        plan.obstacles());
  }

  private void tell(PruningPlan plan) {
    world
        .console()
        .line(
            "%s %d entries; kept is what was committed from %s on, and all from index %d"
                .formatted(
                    dryRun ? "would prune" : "pruned",
                    plan.goes(),
                    plan.committedBefore(),
                    plan.boundary()));
    new TreeMap<>(plan.keptBy())
        .forEach((name, count) -> world.console().line("%s keeps %d".formatted(name, count)));
    tellPauses(plan);
    plan.obstacles().forEach(obstacle -> world.console().line("not now: " + obstacle));
  }

  private void tellPauses(PruningPlan plan) {
    plan.doubt()
        .pauses()
        .forEach(pause ->
            world
                .console()
                .line(
                    "nothing was written from %s to %s, or the clock was wrong then"
                        .formatted(pause.began(), pause.ended())));
    if (plan.doubt().entries() > 0) {
      world
          .console()
          .line(
              "%d entries are old enough only if the log really wrote nothing then%s"
                  .formatted(plan.doubt().entries(), dryRun ? ": --yes says that it did not" : ""));
    }
  }
}
