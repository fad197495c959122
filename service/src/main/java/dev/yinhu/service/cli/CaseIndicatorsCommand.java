package dev.yinhu.service.cli;

import dev.yinhu.service.api.FigureRoutes;
import dev.yinhu.subjectrights.indicator.Figures;
import dev.yinhu.subjectrights.indicator.SnapshotCheck;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Figures of how requests are handled. */
@Command(
    name = "indicators",
    description = {
      "Figures of the requests that ended in a time, as JSON; without options of this quarter.",
      "Counts from 1 to 4 are hidden (null)."
    })
final class CaseIndicatorsCommand implements Callable<Integer> {
  private final YinhuCommand root;
  private final CommandWorld world;

  @Option(names = "--from", description = "Such as 2026-01-01T00:00:00+08:00.")
  private @Nullable String from;

  @Option(names = "--to", description = "Such as 2026-04-01T00:00:00+08:00; left out: now.")
  private @Nullable String to;

  @Option(names = "--snapshots", description = "Which quarters and half-years are frozen.")
  private boolean snapshots;

  @Option(names = "--snapshot", paramLabel = "PERIOD", description = "2026-q1, 2026-h1.")
  private @Nullable String snapshot;

  @Option(names = "--verify", description = "With --snapshot: compute again and compare.")
  private boolean verify;

  CaseIndicatorsCommand(YinhuCommand root, CommandWorld world) {
    this.root = root;
    this.world = world;
  }

  @Override
  public Integer call() {
    if (verify && snapshot == null) {
      throw new WrongUse("--verify goes with --snapshot");
    }
    try (var session = world.sessions().open(root.config())) {
      Figures figures = session.cases().figures();
      if (snapshots) {
        figures.frozen().stream().map(FigureRoutes.One::of).forEach(this::line);
        return 0;
      }
      if (snapshot != null) {
        return verify ? verified(figures, snapshot) : shown(figures, snapshot);
      }
      Instant begin = CaseReplayCommand.instant(from).orElseGet(figures::quarter);
      Instant end = CaseReplayCommand.instant(to).orElseGet(world.clock()::instant);
      world.console().line(figures.between(begin, end));
      return 0;
    }
  }

  private void line(FigureRoutes.One one) {
    if (root.json()) {
      world.console().json(one);
    } else {
      world.console().line(one.period() + "  " + one.sha256() + "  " + one.madeAt());
    }
  }

  private int shown(Figures figures, String period) {
    world
        .console()
        .out()
        .print(
            figures
                .frozen(period)
                .orElseThrow(
                    () -> new CommandException("nothing is frozen for it; see --snapshots"))
                .json());
    return 0;
  }

  private int verified(Figures figures, String period) {
    return switch (figures.verify(period)) {
      case SnapshotCheck.Same() -> {
        world.console().line("the same, byte for byte");
        yield 0;
      }
      case SnapshotCheck.Different(var _, var computed) -> {
        world.console().complain("the cases give other figures now: " + computed.json());
        yield 1;
      }
      case SnapshotCheck.Missing() ->
          throw new CommandException("nothing is frozen for it; see --snapshots");
    };
  }
}
