package dev.yinhu.service.cli;

import dev.yinhu.service.api.IncidentFigureRoutes;
import dev.yinhu.service.api.IndicatorView;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Figures of how incidents are handled. */
@Command(
    name = "indicators",
    description = "How long steps take, duties in time, overdue corrective actions; drills apart.")
final class IncidentIndicatorsCommand implements Callable<Integer> {
  private final IncidentRun run;

  @Option(names = "--from", description = "Detected from then on; left out: a year before --to.")
  private @Nullable String from;

  @Option(names = "--to", description = "Detected before then; left out: now.")
  private @Nullable String to;

  IncidentIndicatorsCommand(IncidentRun run) {
    this.run = run;
  }

  @Override
  public Integer call() {
    return run.with((desk, _) -> {
      Instant end =
          IncidentRun.time(to, "--to").orElseGet(() -> desk.incidents().clock().instant());
      Instant begin =
          IncidentRun.time(from, "--from").orElseGet(() -> end.minus(IncidentFigureRoutes.USUAL));
      IndicatorView view = IndicatorView.of(desk.figures().between(begin, end));
      run.show(view, () -> print(view));
      return 0;
    });
  }

  private void print(IndicatorView view) {
    run.line("detected from " + view.from() + " to " + view.to());
    print("incidents", view.incidents());
    print("drills", view.drills());
    view.overdue()
        .forEach(each ->
            run.line(
                "overdue since %s: %s action %d of %s, %s"
                    .formatted(
                        each.due(), each.incident(), each.id(), each.owner(), each.title())));
  }

  private void print(String what, IndicatorView.Figures of) {
    run.line("%s: %d, %d of them open".formatted(what, of.count(), of.open()));
    of.seconds()
        .forEach((step, took) ->
            run.line(
                "  %-8s %s (of %d)"
                    .formatted(
                        step,
                        took.median() == null ? "-" : "median " + took.median() + " s",
                        took.of())));
    run.line(
        "  duties   %d in time, %d late, %d running"
            .formatted(of.duties().inTime(), of.duties().late(), of.duties().running()));
    run.line(
        "  actions  %d open, %d overdue; done by the register %d, by a rule %d, by else %d"
            .formatted(
                of.actions().open(),
                of.actions().overdue(),
                of.actions().register(),
                of.actions().rule(),
                of.actions().other()));
  }
}
