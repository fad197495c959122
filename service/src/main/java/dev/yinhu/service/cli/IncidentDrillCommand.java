package dev.yinhu.service.cli;

import dev.yinhu.breachresponse.drill.Drill;
import dev.yinhu.breachresponse.drill.Drills;
import dev.yinhu.breachresponse.drill.ScoreCard;
import dev.yinhu.service.api.BreachJson;
import dev.yinhu.service.api.DrillRoutes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Drills from the command line. */
@Command(
    name = "drill",
    description = {
      "Practise an incident with made-up accesses; nothing of it can reach anybody.",
      "run plays a scenario with the autopilot; with --people a running service plays it, you act."
    })
final class IncidentDrillCommand implements Runnable {
  private static final Duration LOOK = Duration.ofMillis(200);

  private final IncidentRun run;

  IncidentDrillCommand(IncidentRun run) {
    this.run = run;
  }

  @Override
  public void run() {
    throw new WrongUse("name a command: run, list, show, stop, scenarios");
  }

  @Command(name = "scenarios", description = "What can be practised.")
  int scenarios() {
    return run.with((desk, _) -> {
      desk.drills()
          .scenarios()
          .all()
          .forEach(each -> {
            var offered = DrillRoutes.Offered.of(each);
            run.show(
                BreachJson.tree(offered),
                () ->
                    run.line(
                        "%-16s %s · %s"
                            .formatted(each.key(), each.title().zh(), each.title().en())));
          });
      return 0;
    });
  }

  @Command(name = "run", description = "Begin a drill.")
  int begin(
      @Parameters(paramLabel = "SCENARIO", description = "Such as staff-leak.") String scenario,
      @Option(
              names = "--speed",
              defaultValue = "600",
              description = "Seconds of the drill in a second, 1 to 3600; with --people 1.")
          int speed,
      @Option(names = "--people", description = "People practise; no autopilot.") boolean people) {
    return run.with((desk, order) -> {
      Drills drills = desk.drills();
      Drill begun = drills.begin(scenario, people ? 1 : speed, !people, order);
      if (people) {
        run.show(BreachJson.tree(begun), () -> told(drills, begun));
        return 0;
      }
      Drill ended = awaited(drills, begun.number());
      return shown(drills, ended.number());
    });
  }

  private void told(Drills drills, Drill begun) {
    run.line("drill %d has begun; a running service plays it".formatted(begun.number()));
    drills
        .scenarios()
        .find(begun.scenario())
        .ifPresent(each -> run.line(each.story().zh() + " · " + each.story().en()));
  }

  /** Plays it here too, in case no service runs. */
  private static Drill awaited(Drills drills, long number) {
    Drill drill = drills.find(number);
    while (drill.state() == Drill.State.RUNNING) {
      drills.work();
      try {
        Thread.sleep(LOOK);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CommandException(
            "interrupted; drill %d goes on in a running service".formatted(number));
      }
      drill = drills.find(number);
    }
    return drill;
  }

  @Command(name = "list", description = "Drills, the newest first.")
  int list() {
    return run.with((desk, _) -> {
      desk.drills()
          .list()
          .forEach(each ->
              run.show(
                  BreachJson.tree(each),
                  () -> run.line(line(each, desk.drills().score(each.number())))));
      return 0;
    });
  }

  private static String line(Drill drill, Optional<ScoreCard> score) {
    return "%-5d %-16s %-8s %s  %s%s"
        .formatted(
            drill.number(),
            drill.scenario(),
            drill.state().wireName(),
            drill.began(),
            score.map(card -> card.points() + "/" + card.of()).orElse("-"),
            drill.incident().map(id -> "  " + id).orElse(""));
  }

  @Command(name = "show", description = "A drill, what happened, and its score.")
  int show(@Parameters(paramLabel = "DRILL", description = "Its number.") long number) {
    return run.with((desk, _) -> shown(desk.drills(), number));
  }

  @Command(name = "stop", description = "Stop a drill; what was seen is scored.")
  int stop(@Parameters(paramLabel = "DRILL", description = "Its number.") long number) {
    return run.with((desk, order) -> {
      var _ = desk.drills().stop(number, order);
      return shown(desk.drills(), number);
    });
  }

  private int shown(Drills drills, long number) {
    Drill drill = drills.find(number);
    Optional<ScoreCard> score = drills.score(number);
    run.show(
        BreachJson.tree(DrillRoutes.Whole.of(drills, number)),
        () -> {
          run.line(line(drill, score));
          drills
              .happened(number)
              .forEach(each ->
                  run.line(
                      "  %-7s %s · %s"
                          .formatted(time(each.at()), each.text().zh(), each.text().en())));
          score.ifPresent(card -> card.lines().forEach(each -> run.line(scored(each))));
          earlier(drills.earlier(number));
        });
    return score.filter(card -> card.points() < card.of()).isPresent() ? 1 : 0;
  }

  private static String scored(ScoreCard.Line line) {
    return "  %-9s %-8s %-8s %3d/%-3d %s"
        .formatted(
            line.item(),
            line.measured().map(IncidentDrillCommand::time).orElse("-"),
            line.target().map(IncidentDrillCommand::time).orElse(""),
            line.points(),
            line.of(),
            line.why());
  }

  private void earlier(List<Drills.Earlier> earlier) {
    earlier.forEach(each ->
        run.line(
            "  before: drill %d %d/%d"
                .formatted(each.drill().number(), each.score().points(), each.score().of())));
  }

  /** Hours and minutes. */
  private static String time(Duration duration) {
    return "%d:%02d".formatted(duration.toHours(), duration.toMinutesPart());
  }
}
