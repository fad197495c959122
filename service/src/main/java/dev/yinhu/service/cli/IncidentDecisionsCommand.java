package dev.yinhu.service.cli;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.Order;
import dev.yinhu.breachresponse.jurisdiction.Decision;
import dev.yinhu.breachresponse.jurisdiction.Duties;
import dev.yinhu.breachresponse.jurisdiction.DutyName;
import dev.yinhu.breachresponse.jurisdiction.Ruling;
import dev.yinhu.service.api.BreachJson;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What was decided about duties of the law: not to tell, approved, withdrawn, told. */
@Command(
    name = "decisions",
    description = {
      "What was decided about each duty; to tell is decided by yinhu incident duties --tell.",
      "Not to tell needs a ground that the law knows, evidence, and another person's approval."
    })
final class IncidentDecisionsCommand implements Callable<Integer> {
  private final IncidentRun run;

  @Parameters(paramLabel = "ID", description = "Name of an incident, such as INC-000042.")
  private String id = "";

  @Option(names = "--do-not-tell", paramLabel = "DUTY", description = "As CN-PIPL/individuals.")
  private @Nullable String spared;

  @Option(names = "--ground", description = "With --do-not-tell: as harm-avoided.")
  private @Nullable String ground;

  @Option(
      names = "--evidence",
      description = "With --do-not-tell: number or hash of what proves it.")
  private @Nullable String evidence;

  @Option(names = "--approve", paramLabel = "NUMBER", description = "As another person.")
  private @Nullable Long approve;

  @Option(names = "--withdraw", paramLabel = "DUTY", description = "The decision stands no more.")
  private @Nullable String withdrawn;

  @Option(
      names = "--told",
      paramLabel = "DUTY",
      description = "They were told otherwise than by notices, or late; late needs --reason.")
  private @Nullable String told;

  @Option(names = "--reason", description = "Why; must hold nothing personal.")
  private @Nullable String reason;

  IncidentDecisionsCommand(IncidentRun run) {
    this.run = run;
  }

  @Override
  public Integer call() {
    return run.with((desk, order) -> {
      IncidentId incident = IncidentId.parse(id);
      var _ = desk.incidents().known(incident);
      Duties duties = desk.laws().duties();
      change(duties, incident, order);
      duties
          .decisions(incident)
          .forEach(each -> run.show(BreachJson.tree(each), () -> print(each)));
      return 0;
    });
  }

  private void change(Duties duties, IncidentId incident, Order order) {
    if (spared != null) {
      long _ = duties.decide(incident, DutyName.parse(spared), doNotTell(), order);
    }
    if (approve != null) {
      duties.approve(incident, approve, order);
    }
    if (withdrawn != null) {
      duties.withdraw(incident, DutyName.parse(withdrawn), why(), order);
    }
    if (told != null) {
      duties.told(
          incident, DutyName.parse(told), Optional.ofNullable(reason).map(Reason::new), order);
    }
  }

  private Ruling doNotTell() {
    if (ground == null || evidence == null) {
      throw new WrongUse("give --ground and --evidence");
    }
    return new Ruling.DoNotTell(ground, why(), evidence);
  }

  private Reason why() {
    if (reason == null) {
      throw new WrongUse("give --reason");
    }
    return run.reason("--reason", reason);
  }

  private void print(Decision of) {
    run.line(
        "%d  %-24s %-11s %s by %s: %s%s"
            .formatted(
                of.number(),
                of.duty(),
                of.choice().wire(),
                of.at(),
                of.by(),
                of.reason(),
                of.effective() ? "" : "  (does not count" + waits(of) + ")"));
    of.ground()
        .ifPresent(known ->
            run.line("   ground %s, evidence %s".formatted(known, of.evidence().orElse("none"))));
    of.approval().ifPresent(by -> run.line("   approved by %s at %s".formatted(by.by(), by.at())));
  }

  private static String waits(Decision of) {
    return of.ground().isPresent() && of.approval().isEmpty() ? ": waits for approval" : "";
  }
}
