package dev.yinhu.service.cli;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.containment.Containment;
import dev.yinhu.breachresponse.containment.Measure;
import dev.yinhu.service.api.BreachDesk;
import dev.yinhu.service.api.BreachJson;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Holds something back for an incident, lifts it, or shows what is held back. */
@Command(
    name = "contain",
    description = {
      "Hold something back for an incident, at once on all nodes; without --kind: what is.",
      "Kinds: caller, purpose, field, person, keys, limit, recipient, and unnecessary."
    })
final class IncidentContainCommand implements Callable<Integer> {
  private final IncidentRun run;

  @Parameters(paramLabel = "ID", description = "Name of an incident, such as INC-000042.")
  private String id = "";

  @Option(names = "--kind", description = "What is done.")
  private @Nullable String kind;

  @Option(names = "--target", description = "To whom or what; * for all keys.")
  private @Nullable String target;

  @Option(names = "--daily", description = "With limit: values a day that may still be seen.")
  private @Nullable Long daily;

  @Option(names = "--until", description = "When it ends by itself.")
  private @Nullable String until;

  @Option(names = "--reason", description = "Why; must hold nothing personal.")
  private @Nullable String reason;

  @Option(names = "--lift", paramLabel = "NUMBER", description = "Lift this one.")
  private @Nullable Long lift;

  IncidentContainCommand(IncidentRun run) {
    this.run = run;
  }

  @Override
  public Integer call() {
    return run.with((desk, order) -> {
      IncidentId incident = IncidentId.parse(id);
      var _ = desk.incidents().known(incident);
      Long number = lift;
      if (number != null) {
        requireIts(desk, incident, number);
        var _ = desk.containments().lift(number, order);
      } else if ("unnecessary".equals(kind)) {
        desk.containments().declareUnnecessary(incident, why(), order);
      } else if (kind != null) {
        var _ =
            desk.containments()
                .begin(incident, measure(), why(), IncidentRun.time(until, "--until"), order);
      }
      desk.containments().of(incident).forEach(each -> show(desk, each));
      return 0;
    });
  }

  private static void requireIts(BreachDesk desk, IncidentId incident, long number) {
    if (desk.containments().of(incident).stream().noneMatch(each -> each.number() == number)) {
      throw new WrongUse("%s holds nothing back under %d".formatted(incident, number));
    }
  }

  private Reason why() {
    if (reason == null) {
      throw new WrongUse("give --reason");
    }
    return run.reason("--reason", reason);
  }

  private Measure measure() {
    if (kind == null || target == null) {
      throw new WrongUse("give --kind and --target");
    }
    OptionalLong limit = daily == null ? OptionalLong.empty() : OptionalLong.of(daily);
    return new Measure(Measure.Kind.parse(kind), target, limit);
  }

  private void show(BreachDesk desk, Containment each) {
    long refused = desk.containments().effect(each).refused();
    boolean active = each.isActive(desk.incidents().clock().instant());
    run.show(
        Map.of("action", BreachJson.tree(each), "active", active, "refused", refused),
        () ->
            run.line(
                "%d  %-9s  %s  %s  since %s, %,d requests refused"
                    .formatted(
                        each.number(),
                        each.measure().kind().wire(),
                        each.measure().target(),
                        active ? "ACTIVE" : "over",
                        each.startedAt(),
                        refused)));
  }
}
