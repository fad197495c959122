package dev.yinhu.service.cli;

import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.Order;
import dev.yinhu.breachresponse.scope.ScopeEstimate;
import dev.yinhu.breachresponse.severity.Assessment;
import dev.yinhu.breachresponse.severity.EnisaInput;
import dev.yinhu.breachresponse.severity.Judgement;
import dev.yinhu.register.EnisaClass;
import dev.yinhu.service.api.BreachJson;
import dev.yinhu.service.api.CaseDesk;
import dev.yinhu.service.api.LawDesk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How grave an incident is: judged, with every term shown, or the judgement that holds. */
@Command(
    name = "severity",
    description = {
      "How grave an incident is, by its scope and by what people judge; each judgement is kept.",
      "Without --class the one that holds is shown; --words lists what the tables know."
    })
final class IncidentSeverityCommand implements Callable<Integer> {
  private final IncidentRun run;

  @Parameters(paramLabel = "ID", description = "Name of an incident, such as INC-000042.")
  private String id = "";

  @Option(names = "--class", description = "The highest class of the data, such as sensitive.")
  private @Nullable String data;

  @Option(names = "--identification", description = "How easily persons are identified.")
  private @Nullable String identification;

  @Option(
      names = "--circumstance",
      paramLabel = "WHAT=ANSWER",
      description = "What happened to the data, such as intent=malicious; all of --words.")
  private Map<String, String> circumstances = Map.of();

  @Option(names = "--adjustment", description = "What makes the data weigh more or less.")
  private List<String> adjustments = List.of();

  @Option(names = "--criterion", description = "A Chinese criterion that is met.")
  private List<String> criteria = List.of();

  @Option(names = "--reason", description = "Why; must hold nothing personal.")
  private @Nullable String reason;

  @Option(names = "--all", description = "Show every judgement, the first first.")
  private boolean all;

  @Option(names = "--words", description = "Show the words of the tables.")
  private boolean words;

  IncidentSeverityCommand(IncidentRun run) {
    this.run = run;
  }

  @Override
  public Integer call() {
    return run.with((desk, order) -> {
      IncidentId incident = IncidentId.parse(id);
      var _ = desk.incidents().known(incident);
      SeverityScreen screen = new SeverityScreen(run, desk.laws().severities().tables());
      if (words) {
        screen.words();
      } else {
        shown(desk.laws(), incident, order)
            .forEach(each -> run.show(BreachJson.tree(each), () -> screen.print(each)));
      }
      return 0;
    });
  }

  private List<Assessment> shown(LawDesk laws, IncidentId incident, Order order) {
    if (data != null) {
      return List.of(judged(laws, incident, order));
    }
    List<Assessment> known = laws.severities().all(incident);
    if (known.isEmpty()) {
      throw new CommandException(
          "nobody has judged it yet: give --class, --identification and more");
    }
    return all ? known : List.of(known.getLast());
  }

  private Assessment judged(LawDesk laws, IncidentId incident, Order order) {
    ScopeEstimate scope =
        laws.scopes()
            .latest(incident)
            .orElseThrow(() ->
                new CommandException(
                    "estimate the scope first (yinhu incident scope): severity goes by its"
                        + " figures"));
    return laws.severities()
        .assess(
            incident,
            judgement(laws.severities().tables().enisa().circumstances().keySet()),
            scope.figures().counts(),
            OptionalLong.of(scope.number()),
            order);
  }

  private Judgement judgement(Iterable<String> asked) {
    if (reason == null || identification == null) {
      throw new WrongUse("give --identification and --reason");
    }
    List<String> missing = new ArrayList<>();
    asked.forEach(each -> {
      if (!circumstances.containsKey(each)) {
        missing.add(each);
      }
    });
    if (!missing.isEmpty()) {
      throw new WrongUse("give --circumstance for " + String.join(", ", missing));
    }
    EnisaClass known =
        CaseDesk.word(EnisaClass.class, String.valueOf(data))
            .orElseThrow(
                () -> new WrongUse("--class is simple, behavioural, financial or sensitive"));
    return new Judgement(
        new EnisaInput(known, new TreeSet<>(adjustments), identification, circumstances),
        new TreeSet<>(criteria),
        run.reason("--reason", reason));
  }
}
