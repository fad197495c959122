package dev.yinhu.service.cli;

import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.scope.LeakedForm;
import dev.yinhu.breachresponse.scope.ScopeEstimate;
import dev.yinhu.breachresponse.scope.ScopeFigures;
import dev.yinhu.breachresponse.scope.ScopeQuery;
import dev.yinhu.service.api.BreachJson;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Estimates how far an incident reaches, from the access log, or shows the estimate that holds. */
@Command(
    name = "scope",
    description = {
      "Count persons and values that an incident reaches, from the access log.",
      "Each estimate is kept; with --show the last one is shown and none is made."
    })
final class IncidentScopeCommand implements Callable<Integer> {
  private final IncidentRun run;

  @Parameters(paramLabel = "ID", description = "Name of an incident, such as INC-000042.")
  private String id = "";

  @Option(names = "--from", description = "Accesses from this time on.")
  private @Nullable String from;

  @Option(names = "--until", description = "Accesses before this time.")
  private @Nullable String until;

  @Option(names = "--caller", description = "Only of these callers.")
  private List<String> callers = List.of();

  @Option(names = "--actor", description = "Only in the name of these members of staff.")
  private List<String> actors = List.of();

  @Option(names = "--purpose", description = "Only under these purposes.")
  private List<String> purposes = List.of();

  @Option(names = "--field", description = "Only of these fields.")
  private List<String> fields = List.of();

  @Option(names = "--form", defaultValue = "clear", description = "clear or ciphertext.")
  private String form = "clear";

  @Option(names = "--show", description = "Make none; show the one that holds.")
  private boolean show;

  IncidentScopeCommand(IncidentRun run) {
    this.run = run;
  }

  @Override
  public Integer call() {
    return run.with((desk, order) -> {
      IncidentId incident = IncidentId.parse(id);
      var _ = desk.incidents().known(incident);
      ScopeEstimate estimate =
          show
              ? desk.laws()
                  .scopes()
                  .latest(incident)
                  .orElseThrow(() -> new CommandException("no estimate was made yet"))
              : desk.laws().scopes().estimate(incident, query(), order);
      run.show(BreachJson.tree(estimate), () -> print(estimate));
      return 0;
    });
  }

  private ScopeQuery query() {
    return new ScopeQuery(
        IncidentRun.time(from, "--from"),
        IncidentRun.time(until, "--until"),
        new TreeSet<>(callers),
        new TreeSet<>(actors),
        new TreeSet<>(purposes),
        Set.of(),
        ScopeQuery.DISCLOSED,
        new TreeSet<>(fields),
        new TreeSet<>(),
        new TreeSet<>(),
        new TreeSet<>(),
        LeakedForm.parse(form));
  }

  private void print(ScopeEstimate estimate) {
    ScopeFigures figures = estimate.figures();
    run.line(
        "%s%,d persons, %,d values; sensitive: %,d persons, %,d values; from %,d of %,d entries"
            .formatted(
                figures.atLeast() ? "at least " : "",
                figures.persons(),
                figures.records(),
                figures.sensitivePersons(),
                figures.sensitiveRecords(),
                figures.entries(),
                estimate.treeSize()));
    run.line(
        "minors: %,d, not known of %,d%s"
            .formatted(
                figures.minors(),
                figures.minorsUnknown(),
                figures.unintelligible()
                    ? "; ciphertext whose key is safe"
                    : figures.keyDoubt().map(why -> "; not unintelligible: " + why).orElse("")));
    figures
        .fields()
        .forEach(each ->
            run.line(
                "  %-30s %,d persons, %,d values"
                    .formatted(each.key(), each.persons(), each.records())));
    figures
        .callers()
        .forEach(each ->
            run.line(
                "  by %-27s %,d persons, %,d values"
                    .formatted(each.key(), each.persons(), each.records())));
  }
}
