package dev.yinhu.service.cli;

import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.jurisdiction.CacLevel;
import dev.yinhu.breachresponse.jurisdiction.Circumstance;
import dev.yinhu.breachresponse.jurisdiction.ClockReading;
import dev.yinhu.breachresponse.jurisdiction.DutyName;
import dev.yinhu.breachresponse.jurisdiction.Facts;
import dev.yinhu.breachresponse.jurisdiction.Ruling;
import dev.yinhu.service.api.BreachJson;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the law asks for an incident: assessed, decided, shown with its clocks. */
@Command(
    name = "duties",
    description = {
      "Whom the law wants told and until when; the clocks run since awareness.",
      "With --persons the duties are computed anew; with --tell one is decided."
    })
final class IncidentDutiesCommand implements Callable<Integer> {
  private final IncidentRun run;

  @Parameters(paramLabel = "ID", description = "Name of an incident, such as INC-000042.")
  private String id = "";

  @Option(names = "--persons", description = "How many persons may be concerned.")
  private @Nullable Long persons;

  @Option(names = "--sensitive", defaultValue = "0", description = "Of whom sensitive data.")
  private long sensitive;

  @Option(names = "--minors", defaultValue = "0", description = "Who are below 18.")
  private long minors;

  @Option(names = "--eu-persons", defaultValue = "0", description = "In the European Union.")
  private long euPersons;

  @Option(
      names = "--level",
      defaultValue = "general",
      description = "general, larger, major, especially-major.")
  private String level = "general";

  @Option(names = "--circumstance", description = "high-risk, critical-infrastructure and others.")
  private List<String> circumstances = List.of();

  @Option(
      names = "--tell",
      paramLabel = "DUTY",
      description = "They are told, as CN-PIPL/authority.")
  private @Nullable String tell;

  @Option(names = "--reason", description = "Why; must hold nothing personal.")
  private @Nullable String reason;

  IncidentDutiesCommand(IncidentRun run) {
    this.run = run;
  }

  @Override
  public Integer call() {
    return run.with((desk, order) -> {
      IncidentId incident = IncidentId.parse(id);
      var _ = desk.incidents().known(incident);
      if (persons != null) {
        var _ = desk.laws().duties().assess(incident, facts(persons), order);
      }
      if (tell != null) {
        long _ = desk.laws().duties().decide(incident, DutyName.parse(tell), ruling(), order);
      }
      List<ClockReading> clocks = desk.laws().duties().clocks(incident);
      clocks.forEach(each -> run.show(BreachJson.tree(each), () -> print(each)));
      boolean late = clocks.stream().anyMatch(each -> each.state() == ClockReading.State.OVERDUE);
      return late ? 1 : 0;
    });
  }

  private Facts facts(long all) {
    Set<Circumstance> found =
        circumstances.stream().map(Circumstance::parse).collect(Collectors.toSet());
    found.add(Circumstance.PERSONAL_INFORMATION);
    return new Facts(all, sensitive, minors, euPersons, CacLevel.parse(level), found);
  }

  private Ruling ruling() {
    if (reason == null) {
      throw new WrongUse("give --reason");
    }
    return new Ruling.Tell(run.reason("--reason", reason));
  }

  private void print(ClockReading reading) {
    run.line(
        "%-24s %-6s %-10s due %s, elapsed %s"
            .formatted(
                reading.clock().duty(),
                reading.clock().stage().wire(),
                reading.state().wire(),
                reading.clock().due(),
                reading.elapsed().truncatedTo(ChronoUnit.SECONDS)));
  }
}
