package dev.yinhu.service.cli;

import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.incident.Approval;
import dev.yinhu.breachresponse.incident.Approvals;
import dev.yinhu.service.api.BreachJson;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What needs two people: asked for by one, granted by another. */
@Command(
    name = "approval",
    description = {
      "What needs two people: tell-people, person-list, compensation-budget and others.",
      "One asks with --ask, another grants; without either all are shown."
    })
final class IncidentApprovalCommand implements Callable<Integer> {
  private static final Duration USUAL = Duration.ofDays(1);

  private final IncidentRun run;

  @Parameters(paramLabel = "ID", description = "Name of an incident, such as INC-000042.")
  private String id = "";

  @Option(names = "--ask", paramLabel = "WHAT", description = "Ask for it; with --reason.")
  private @Nullable String ask;

  @Option(names = "--reason", description = "Why; must hold nothing personal.")
  private @Nullable String reason;

  @Option(names = "--grant", paramLabel = "N", description = "Grant what another asked for.")
  private @Nullable Long grant;

  IncidentApprovalCommand(IncidentRun run) {
    this.run = run;
  }

  @Override
  public Integer call() {
    return run.with((desk, order) -> {
      IncidentId incident = IncidentId.parse(id);
      var _ = desk.incidents().known(incident);
      Approvals approvals = desk.incidents().approvals();
      if (ask != null) {
        if (reason == null) {
          throw new WrongUse("give --reason");
        }
        print(
            approvals.ask(
                incident, new Approvals.Wish(ask, run.reason("--reason", reason), USUAL), order));
      } else if (grant != null) {
        print(approvals.grant(incident, grant, order));
      } else {
        approvals.of(incident).forEach(this::print);
      }
      return 0;
    });
  }

  private void print(Approval one) {
    run.show(
        BreachJson.tree(one),
        () ->
            run.line(
                "%d  %-20s  asked by %s until %s%s"
                    .formatted(
                        one.id(),
                        one.what(),
                        one.askedBy(),
                        one.expires(),
                        one.granted().map(by -> ", granted by " + by.by()).orElse(""))));
  }
}
