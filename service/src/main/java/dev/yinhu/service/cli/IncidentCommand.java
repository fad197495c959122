package dev.yinhu.service.cli;

import dev.yinhu.accessaudit.signal.Severity;
import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.IncidentState;
import dev.yinhu.breachresponse.Order;
import dev.yinhu.breachresponse.incident.Cause;
import dev.yinhu.breachresponse.incident.Incident;
import dev.yinhu.breachresponse.incident.IncidentFilter;
import dev.yinhu.breachresponse.incident.IncidentTimes;
import dev.yinhu.breachresponse.incident.Opening;
import dev.yinhu.breachresponse.warning.Raised;
import dev.yinhu.breachresponse.warning.Triage;
import dev.yinhu.breachresponse.warning.WarningSource;
import dev.yinhu.breachresponse.warning.Warnings;
import dev.yinhu.service.api.IncidentDesk;
import dev.yinhu.service.api.IncidentView;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** Incidents from the command line; changes are in the access log as over HTTP. */
@Command(
    name = "incident",
    description = {
      "Warnings and incidents: from the first suspicion to the closed post-mortem.",
      "What needs two people is done by the second one with --token-file."
    })
final class IncidentCommand implements Runnable {
  private static final String ID = "Name of an incident, such as INC-000042 or DRILL-000042.";
  private static final String WHY = "Why; must hold nothing personal.";
  private static final String WHEN = "A time such as 2026-03-01T18:00:00Z.";
  private static final Duration USUAL_DUE = Duration.ofDays(1);

  private final IncidentRun run;
  private final IncidentScreen screen;

  @Option(
      names = "--token-file",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "File with the token of the officer or administrator who does this.")
  private @Nullable Path token;

  IncidentCommand(YinhuCommand root, CommandWorld world) {
    this.run = new IncidentRun(root, world, () -> Optional.ofNullable(token));
    this.screen = new IncidentScreen(world.console());
  }

  static CommandLine tree(YinhuCommand root, CommandWorld world) {
    IncidentCommand command = new IncidentCommand(root, world);
    return new CommandLine(command)
        .addSubcommand(new IncidentContainCommand(command.run))
        .addSubcommand(new IncidentScopeCommand(command.run))
        .addSubcommand(new IncidentSeverityCommand(command.run))
        .addSubcommand(new IncidentDutiesCommand(command.run))
        .addSubcommand(new IncidentDecisionsCommand(command.run))
        .addSubcommand(new IncidentReportCommand(command.run))
        .addSubcommand(new IncidentApprovalCommand(command.run))
        .addSubcommand(new IncidentEvidenceCommand(command.run))
        .addSubcommand(new IncidentNoticesCommand(command.run))
        .addSubcommand(new IncidentPersonsCommand(command.run))
        .addSubcommand(new IncidentCompensationCommand(command.run))
        .addSubcommand(new IncidentIndicatorsCommand(command.run))
        .addSubcommand(new IncidentDrillCommand(command.run));
  }

  @Override
  public void run() {
    throw new WrongUse("name a command");
  }

  @Command(name = "warnings", description = "What may be a leak and waits for somebody.")
  int warnings(
      @Option(names = "--all", description = "Also those that are settled or put off.")
          boolean all) {
    return with((desk, _) -> {
      Instant now = desk.clock().instant();
      desk.warnings().list(!all, Warnings.MOST).stream()
          .map(each -> IncidentView.raised(each, now))
          .forEach(each -> show(each, () -> screen.warning(each)));
      return 0;
    });
  }

  @Command(name = "raise", description = "Raise a warning by hand.")
  int raise(
      @Parameters(paramLabel = "TITLE", description = "In few words; nothing personal.")
          String title,
      @Option(names = "--source", defaultValue = "staff", description = "staff or hotline.")
          String source,
      @Option(names = "--severity", defaultValue = "medium", description = "low to critical.")
          String severity) {
    Severity rank =
        Severity.of(severity)
            .orElseThrow(() -> new WrongUse("--severity is low, medium, high or critical"));
    return with((desk, order) -> {
      Raised raised =
          new Raised(
              WarningSource.parse(source),
              Optional.empty(),
              false,
              run.reason("TITLE", title),
              rank,
              Optional.empty(),
              Optional.empty());
      var made = IncidentView.raised(desk.warnings().raise(raised, order), desk.clock().instant());
      show(made, () -> screen.warning(made));
      return 0;
    });
  }

  @Command(name = "snooze", description = "Put a warning off, for 7 days at most.")
  int snooze(
      @Parameters(paramLabel = "WARNING", description = "Its number.") long warning,
      @Option(names = "--until", required = true, description = WHEN) String until,
      @Option(names = "--reason", required = true, description = WHY) String reason) {
    return with((desk, order) -> {
      Instant end = time(until, "--until").orElseThrow();
      var made =
          IncidentView.raised(
              desk.warnings().snooze(warning, end, run.reason("--reason", reason), order),
              desk.clock().instant());
      show(made, () -> screen.warning(made));
      return 0;
    });
  }

  @Command(name = "settle", description = "Say what a warning turned out to be.")
  int settle(
      @Parameters(paramLabel = "WARNING", description = "Its number.") long warning,
      @Option(names = "--result", required = true, description = "false-positive, benign, …")
          String result,
      @Option(names = "--reason", required = true, description = WHY) String reason) {
    return with((desk, order) -> {
      var made =
          IncidentView.raised(
              desk.warnings()
                  .settle(warning, Triage.parse(result), run.reason("--reason", reason), order),
              desk.clock().instant());
      show(made, () -> screen.warning(made));
      return 0;
    });
  }

  @Command(name = "promote", description = "Make an incident of a warning.")
  int promote(
      @Parameters(paramLabel = "WARNING", description = "Its number.") long warning,
      @Option(names = "--reason", required = true, description = WHY) String reason,
      @Option(names = "--owner", description = "Who is responsible.") @Nullable String owner,
      @Option(names = "--aware", description = WHEN) @Nullable String aware) {
    return with((desk, order) ->
        shown(
            desk,
            desk.warnings()
                .promote(
                    warning,
                    new Warnings.Promotion(
                        run.reason("--reason", reason),
                        owner(owner, order),
                        time(aware, "--aware")),
                    order)));
  }

  @Command(name = "open", description = "Open an incident: its clocks run.")
  int open(
      @Parameters(paramLabel = "TITLE", description = "In few words; nothing personal.")
          String title,
      @Option(names = "--owner", description = "Who is responsible.") @Nullable String owner,
      @Option(names = "--occurred-from", description = WHEN) @Nullable String from,
      @Option(names = "--occurred-to", description = WHEN) @Nullable String to,
      @Option(names = "--detected", description = WHEN) @Nullable String detected,
      @Option(names = "--aware", description = WHEN) @Nullable String aware) {
    return with((desk, order) -> {
      Instant known = time(aware, "--aware").orElseGet(() -> desk.clock().instant());
      IncidentTimes times =
          new IncidentTimes(
              time(from, "--occurred-from"),
              time(to, "--occurred-to"),
              time(detected, "--detected").orElse(known),
              known);
      Opening opening =
          new Opening(run.reason("TITLE", title), false, owner(owner, order), Optional.of(times));
      return shown(desk, desk.incidents().open(opening, order));
    });
  }

  @Command(name = "list", description = "Incidents, the newest first.")
  int list(
      @Option(names = "--open", description = "Only those that are not closed.") boolean open,
      @Option(names = "--drills", description = "Only drills.") boolean drills) {
    Optional<Boolean> drill = drills ? Optional.of(true) : Optional.empty();
    return with((desk, _) -> {
      desk.list(new IncidentFilter(open, Optional.empty(), drill, IncidentFilter.MOST))
          .forEach(each -> show(each, () -> screen.line(each)));
      return 0;
    });
  }

  @Command(name = "show", description = "An incident, and what is still to be done.")
  int show(@Parameters(paramLabel = "ID", description = ID) String id) {
    return run.with((desk, _) -> {
      IncidentId incident = IncidentId.parse(id);
      IncidentView.Whole whole = desk.incidents().whole(incident);
      show(whole, () -> screen.whole(whole, () -> new IncidentOverview(run).print(desk, incident)));
      return 0;
    });
  }

  @Command(name = "timeline", description = "Everything that was done for an incident.")
  int timeline(@Parameters(paramLabel = "ID", description = ID) String id) {
    return with((desk, _) -> {
      desk.timeline(IncidentId.parse(id)).forEach(each -> show(each, () -> screen.timeline(each)));
      return 0;
    });
  }

  @Command(name = "advance", description = "Take an incident to its next state.")
  int advance(
      @Parameters(paramLabel = "ID", description = ID) String id,
      @Parameters(paramLabel = "STATE", description = "contained, assessed, notified, …")
          String state) {
    return with((desk, order) ->
        shown(
            desk,
            desk.incidents().advance(IncidentId.parse(id), IncidentState.parse(state), order)));
  }

  @Command(name = "close", description = "Close an incident; tells what is still to be done.")
  int close(@Parameters(paramLabel = "ID", description = ID) String id) {
    return advance(id, IncidentState.CLOSED.wireName());
  }

  @Command(name = "reopen", description = "Open a closed incident again.")
  int reopen(
      @Parameters(paramLabel = "ID", description = ID) String id,
      @Option(names = "--reason", required = true, description = WHY) String reason) {
    return with((desk, order) ->
        shown(
            desk,
            desk.incidents().reopen(IncidentId.parse(id), run.reason("--reason", reason), order)));
  }

  @Command(name = "note", description = "Write something down for an incident.")
  int note(
      @Parameters(paramLabel = "ID", description = ID) String id,
      @Parameters(paramLabel = "TEXT", description = "Nothing personal.") String text) {
    return done(
        id, (desk, incident, order) -> desk.work().note(incident, run.remark("TEXT", text), order));
  }

  @Command(name = "task", description = "Give somebody something to do.")
  int task(
      @Parameters(paramLabel = "ID", description = ID) String id,
      @Parameters(paramLabel = "TITLE", description = "What.") String title,
      @Option(names = "--owner", required = true, description = "Who.") String owner,
      @Option(names = "--due", description = WHEN) @Nullable String due) {
    return done(
        id,
        (desk, incident, order) ->
            desk.work()
                .add(
                    incident,
                    run.reason("TITLE", title),
                    owner,
                    time(due, "--due").orElseGet(() -> desk.clock().instant().plus(USUAL_DUE)),
                    order));
  }

  @Command(name = "task-done", description = "A task is done.")
  int taskDone(
      @Parameters(paramLabel = "ID", description = ID) String id,
      @Parameters(paramLabel = "TASK", description = "Its number.") long task,
      @Option(names = "--outcome", required = true, description = "What came of it.")
          String outcome) {
    return done(
        id,
        (desk, incident, order) ->
            desk.work().finish(incident, task, run.reason("--outcome", outcome), order));
  }

  @Command(name = "post-mortem", description = "Write the post-mortem, or write it anew.")
  int postMortem(
      @Parameters(paramLabel = "ID", description = ID) String id,
      @Option(names = "--cause", required = true, description = "A code, as insider.") String cause,
      @Option(names = "--findings", required = true, description = "What happened and why.")
          String findings) {
    return done(
        id,
        (desk, incident, order) ->
            desk.postMortems()
                .write(incident, Cause.parse(cause), run.remark("--findings", findings), order));
  }

  @Command(name = "post-mortem-approve", description = "Approve it, as another person.")
  int approve(@Parameters(paramLabel = "ID", description = ID) String id) {
    return done(id, (desk, incident, order) -> desk.postMortems().approve(incident, order));
  }

  @Command(name = "corrective-action", description = "What is changed, by whom and until when.")
  int corrective(
      @Parameters(paramLabel = "ID", description = ID) String id,
      @Parameters(paramLabel = "TITLE", description = "What.") String title,
      @Option(names = "--owner", required = true, description = "Who.") String owner,
      @Option(names = "--due", required = true, description = "The last day.") LocalDate due) {
    return done(
        id,
        (desk, incident, order) ->
            desk.postMortems().add(incident, run.reason("TITLE", title), owner, due, order));
  }

  @Command(name = "corrective-action-done", description = "It is changed.")
  int corrected(
      @Parameters(paramLabel = "ID", description = ID) String id,
      @Parameters(paramLabel = "ACTION", description = "Its number.") long action,
      @Option(
              names = "--reference",
              required = true,
              description = "What was changed: a version of the register, a rule, a ticket.")
          String reference) {
    return done(
        id,
        (desk, incident, order) ->
            desk.postMortems()
                .finish(incident, action, run.reason("--reference", reference), order));
  }

  /** Something to be done for an incident. */
  @FunctionalInterface
  private interface Doing {
    void run(IncidentDesk desk, IncidentId incident, Order order);
  }

  private int done(String id, Doing doing) {
    return with((desk, order) -> {
      IncidentId incident = IncidentId.parse(id);
      doing.run(desk, incident, order);
      IncidentView.Whole whole = desk.whole(incident);
      show(whole, () -> screen.whole(whole));
      return 0;
    });
  }

  private int shown(IncidentDesk desk, Incident incident) {
    IncidentView.Whole whole = desk.whole(incident.id());
    show(whole, () -> screen.whole(whole));
    return 0;
  }

  private void show(Object view, Runnable print) {
    run.show(view, print);
  }

  private static String owner(@Nullable String owner, Order order) {
    return owner == null ? order.actor() : owner;
  }

  private static Optional<Instant> time(@Nullable String text, String option) {
    return IncidentRun.time(text, option);
  }

  /** A command with the rooms, in somebody's name. */
  @FunctionalInterface
  private interface Work {
    int run(IncidentDesk desk, Order order);
  }

  private int with(Work work) {
    return run.with((desk, order) -> work.run(desk.incidents(), order));
  }
}
