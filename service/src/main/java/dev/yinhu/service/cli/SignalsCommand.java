package dev.yinhu.service.cli;

import dev.yinhu.accessaudit.Actor;
import dev.yinhu.accessaudit.Reason;
import dev.yinhu.accessaudit.signal.SignalBook.Outcome;
import dev.yinhu.accessaudit.signal.SignalMode;
import dev.yinhu.accessaudit.signal.SignalRule;
import dev.yinhu.accessaudit.signal.WarningFilter;
import dev.yinhu.accessaudit.signal.WarningState;
import dev.yinhu.register.CallerName;
import dev.yinhu.service.api.SignalDesk;
import dev.yinhu.service.api.SignalView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The early signals from the command line; decisions are in the access log as over HTTP. */
@Command(name = "signals", description = "Early signals: rules, warnings and decisions about them.")
final class SignalsCommand implements Runnable {
  private static final String RULE = "Code of a rule, as 'list' shows it.";
  private static final String WHY = "Why; must hold nothing personal.";
  private static final String WHEN = "After 90d or 12h, or at 2027-01-31T00:00:00Z.";

  private final YinhuCommand root;
  private final CommandWorld world;

  SignalsCommand(YinhuCommand root, CommandWorld world) {
    this.root = root;
    this.world = world;
  }

  @Override
  public void run() {
    throw new WrongUse("name a command");
  }

  @Command(name = "list", description = "Every rule: mode, open warnings, thresholds.")
  int list() {
    return with(desk -> {
      SignalView.Rules rules = SignalView.rules(desk.book());
      if (!json(rules)) {
        line("%-15s %-8s %5s  %s".formatted("RULE", "MODE", "OPEN", "COUNTS"));
        for (SignalView.Rule rule : rules.rules()) {
          line(
              "%-15s %-8s %5d  %s".formatted(rule.rule(), rule.mode(), rule.open(), rule.counts()));
        }
        line("evaluated below index " + rules.evaluated());
      }
      return 0;
    });
  }

  @Command(name = "warnings", description = "The warnings that changed last.")
  int warnings(
      @Option(names = "--state", description = "open, snoozed, closed or monitored.")
          @Nullable String state,
      @Option(names = "--limit", defaultValue = "50", description = "How many at most.")
          int limit) {
    if (limit < 1 || limit > WarningFilter.MOST) {
      throw new WrongUse("--limit is 1 to " + WarningFilter.MOST);
    }
    Optional<WarningState> wanted = Optional.ofNullable(state).map(this::state);
    return with(desk -> {
      WarningFilter all = WarningFilter.latest(limit);
      var found = desk.book().warnings(wanted.map(all::in).orElse(all));
      SignalView.Warnings view = SignalView.warnings(found, limit);
      if (!json(view)) {
        view.warnings().forEach(this::print);
      }
      return 0;
    });
  }

  @Command(name = "mode", description = "Switch a rule: active, monitor or off.")
  int mode(
      @Parameters(paramLabel = "RULE", description = RULE) String rule,
      @Parameters(paramLabel = "MODE", description = "active, monitor or off.") String mode) {
    SignalRule wanted = rule(rule);
    SignalMode to =
        SignalMode.of(mode).orElseThrow(() -> new WrongUse("MODE is active, monitor or off"));
    return with(desk -> {
      desk.setMode(wanted, to);
      line("rule " + wanted.code() + ": " + to.word());
      return 0;
    });
  }

  @Command(name = "snooze", description = "Put a warning off.")
  int snooze(
      @Parameters(paramLabel = "ID", description = "Id of a warning.") String id,
      @Option(names = "--until", required = true, description = WHEN) String until,
      @Option(names = "--reason", required = true, description = WHY) String reason) {
    Instant end = time(until, "--until");
    Reason why = reason(reason);
    return with(desk -> told(desk.snooze(id(id), end, why)));
  }

  @Command(name = "close", description = "Close a warning; the next finding opens another.")
  int close(
      @Parameters(paramLabel = "ID", description = "Id of a warning.") String id,
      @Option(names = "--reason", required = true, description = WHY) String reason) {
    Reason why = reason(reason);
    return with(desk -> told(desk.close(id(id), why)));
  }

  @Command(name = "exceptions", description = "Planned work that is excepted from rules.")
  int exceptions() {
    return with(desk -> {
      SignalView.Exceptions view = SignalView.exceptions(desk.book().jobs());
      if (!json(view)) {
        view.exceptions().forEach(this::print);
      }
      return 0;
    });
  }

  @Command(name = "except", description = "Except planned work from a rule.")
  int except(
      @Parameters(paramLabel = "RULE", description = RULE) String rule,
      @Option(names = "--caller", defaultValue = "", description = "Only this caller.")
          String caller,
      @Option(names = "--actor", defaultValue = "", description = "Only this actor.") String actor,
      @Option(names = "--from", description = "Now unless given, as --until.")
          @Nullable String from,
      @Option(names = "--until", required = true, description = WHEN) String until,
      @Option(names = "--reason", required = true, description = WHY) String reason) {
    SignalRule of = rule(rule);
    Reason why = reason(reason);
    String who = name(actor, "--actor", text -> new Actor(text).code());
    String by = name(caller, "--caller", text -> new CallerName(text).value());
    Instant begin = from == null ? world.clock().instant() : time(from, "--from");
    Instant end = time(until, "--until");
    return with(desk -> {
      print(SignalView.exception(desk.except(of, by, who, begin, end, why)));
      return 0;
    });
  }

  @Command(name = "end", description = "End an exception now.")
  int end(@Parameters(paramLabel = "NUMBER", description = "Its number.") long number) {
    return with(desk -> {
      print(
          SignalView.exception(
              desk.endException(number)
                  .orElseThrow(() -> new CommandException("there is no exception " + number))));
      return 0;
    });
  }

  private int with(Function<SignalDesk, Integer> work) {
    try (var session = world.sessions().open(root.config())) {
      return work.apply(session.signals());
    } catch (IllegalArgumentException e) {
      throw new CommandException("nothing was changed: " + e.getMessage());
    }
  }

  private int told(Outcome outcome) {
    switch (outcome) {
      case Outcome.Changed(var warning) -> print(SignalView.warning(warning));
      case Outcome.Unknown() -> throw new CommandException("there is no such warning");
      case Outcome.NotNow(var state) ->
          throw new CommandException("the warning is " + state.word() + "; nothing was changed");
    }
    return 0;
  }

  private void print(SignalView.Warning warning) {
    if (!json(warning)) {
      line(
          "%s  %-8s %-9s %-15s %s: %s of at least %s (usual %s), %d findings, last %s"
              .formatted(
                  warning.id(),
                  warning.severity(),
                  warning.state(),
                  warning.rule(),
                  about(warning.key()),
                  number(warning.measured()),
                  number(warning.threshold()),
                  number(warning.baseline()),
                  warning.findings(),
                  warning.last_seen()));
    }
  }

  private static String about(SignalView.Key key) {
    var parts =
        new @Nullable String[] {
          key.caller(), key.actor(), key.purpose(), key.field(), key.detail()
        };
    StringBuilder told = new StringBuilder();
    for (String part : parts) {
      told.append(part == null ? "" : (told.isEmpty() ? "" : " ") + part);
    }
    return told.toString();
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : "%.1f".formatted(value);
  }

  private void print(SignalView.Exempt job) {
    if (!json(job)) {
      line(
          "%d  %-15s caller %s actor %s  %s to %s  %d findings kept back: %s"
              .formatted(
                  job.id(),
                  job.rule(),
                  job.caller() == null ? "any" : job.caller(),
                  job.actor() == null ? "any" : job.actor(),
                  job.from(),
                  job.until(),
                  job.findings(),
                  job.reason()));
    }
  }

  private boolean json(Object view) {
    if (root.json()) {
      world.console().json(view);
    }
    return root.json();
  }

  private void line(String text) {
    world.console().line(text.stripTrailing());
  }

  private SignalRule rule(String code) {
    return SignalRule.of(code)
        .orElseThrow(() ->
            new WrongUse(
                "RULE is one of "
                    + String.join(
                        ", ",
                        List.of(SignalRule.values()).stream().map(SignalRule::code).toList())));
  }

  private WarningState state(String word) {
    return WarningState.of(word)
        .orElseThrow(() -> new WrongUse("--state is open, snoozed, closed or monitored"));
  }

  private String id(String id) {
    if (!id.matches("w[0-9]{1,19}-[0-9a-f]{8}")) {
      throw new WrongUse("ID is that of a warning, such as w120-0a1b2c3d");
    }
    return id;
  }

  private Instant time(String text, String option) {
    return Expiry.parse(text, world.clock().instant())
        .orElseThrow(
            () -> new WrongUse(option + " takes 90d, 12h or a time like 2027-01-31T00:00:00Z"));
  }

  private Reason reason(String text) {
    return SpokenReason.of(text, world);
  }

  private String name(String text, String option, Function<String, String> check) {
    try {
      return text.isEmpty() ? "" : check.apply(text);
    } catch (IllegalArgumentException e) {
      throw new WrongUse(option + " is not spelled as such a name is");
    }
  }
}
