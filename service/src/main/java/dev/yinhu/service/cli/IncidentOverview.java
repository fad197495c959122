package dev.yinhu.service.cli;

import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.containment.Containment;
import dev.yinhu.breachresponse.jurisdiction.ClockReading;
import dev.yinhu.breachresponse.scope.ScopeEstimate;
import dev.yinhu.breachresponse.scope.ScopeFigures;
import dev.yinhu.breachresponse.severity.Severity;
import dev.yinhu.service.api.BreachDesk;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What somebody needs to know first of an incident: what leaked and of how many, which clock runs
 * out next, what is held back, and the command that stops it where nothing is.
 */
final class IncidentOverview {
  private final IncidentRun run;

  IncidentOverview(IncidentRun run) {
    this.run = run;
  }

  void print(BreachDesk desk, IncidentId id) {
    Instant now = desk.incidents().clock().instant();
    Optional<ScopeEstimate> scope = desk.laws().scopes().latest(id);
    run.line("  leaked: " + scope.map(IncidentOverview::leaked).orElse("not estimated yet"));
    desk.laws()
        .severities()
        .latest(id)
        .ifPresent(known -> run.line("  severity: " + severity(known.severity())));
    List<ClockReading> open =
        desk.laws().duties().clocks(id).stream()
            .filter(ClockReading::open)
            .sorted(Comparator.comparing(reading -> reading.clock().due()))
            .toList();
    open.forEach(each -> run.line("  clock: " + clock(each, now)));
    held(desk, id, scope, now);
  }

  private static String leaked(ScopeEstimate of) {
    ScopeFigures figures = of.figures();
    return "%s%,d persons (%,d with sensitive data, %,d minors), %,d values%s; estimate %d"
        .formatted(
            figures.atLeast() ? "at least " : "",
            figures.persons(),
            figures.sensitivePersons(),
            figures.minors(),
            figures.records(),
            figures.unintelligible() ? ", ciphertext whose key is safe" : "",
            of.number());
  }

  private static String severity(Severity of) {
    return "ENISA %s %s, level %s"
        .formatted(
            of.enisa().se().stripTrailingZeros().toPlainString(),
            of.enisa().band(),
            of.cacLevel().orElse("general"));
  }

  private static String clock(ClockReading of, Instant now) {
    boolean late = of.state() == ClockReading.State.OVERDUE;
    Duration left = Duration.between(now, of.clock().due()).abs();
    return "%-24s %-6s %s %s, due %s%s"
        .formatted(
            of.clock().duty(),
            of.clock().stage().wire(),
            late ? "OVERDUE by" : "in",
            span(left),
            of.clock().due(),
            of.clock().byLaw() ? "" : " (our own target: the law says at once)");
  }

  private static String span(Duration of) {
    return of.toHours() > 0
        ? "%d h %d min".formatted(of.toHours(), of.toMinutesPart())
        : "%d min".formatted(of.toMinutes());
  }

  private void held(BreachDesk desk, IncidentId id, Optional<ScopeEstimate> scope, Instant now) {
    List<Containment> active =
        desk.containments().of(id).stream().filter(each -> each.isActive(now)).toList();
    active.forEach(each ->
        run.line(
            "  held back: %s %s, %,d requests refused"
                .formatted(
                    each.measure().kind().wire(),
                    each.measure().target(),
                    desk.containments().effect(each).refused())));
    if (active.isEmpty()) {
      run.line("  held back: NOTHING");
      run.line("  to stop it: " + stopping(id, scope));
    }
  }

  /** By the caller through whom most persons were reached. */
  private static String stopping(IncidentId id, Optional<ScopeEstimate> scope) {
    String target =
        scope.map(ScopeEstimate::figures).stream()
            .flatMap(figures -> figures.callers().stream())
            .max(Comparator.comparingLong(each -> each.persons()))
            .map(each -> "--kind caller --target " + each.key())
            .orElse("--kind caller --target CALLER");
    return "yinhu incident contain %s %s --reason WHY".formatted(id, target);
  }
}
