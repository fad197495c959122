package dev.yinhu.service.cli;

import dev.yinhu.breachresponse.severity.Assessment;
import dev.yinhu.breachresponse.severity.CacTable;
import dev.yinhu.breachresponse.severity.Counts;
import dev.yinhu.breachresponse.severity.CriminalCount;
import dev.yinhu.breachresponse.severity.EnisaScore;
import dev.yinhu.breachresponse.severity.EnisaTable;
import dev.yinhu.breachresponse.severity.Severity;
import dev.yinhu.breachresponse.severity.SeverityTables;
import dev.yinhu.register.WireName;
import java.util.stream.Collectors;

/** Judgements of severity on a terminal, with every term and edge. */
final class SeverityScreen {
  private final IncidentRun run;
  private final SeverityTables tables;

  SeverityScreen(IncidentRun run, SeverityTables tables) {
    this.run = run;
    this.tables = tables;
  }

  /** One judgement. */
  void print(Assessment of) {
    Severity severity = of.severity();
    EnisaScore score = severity.enisa();
    run.line("%d  %s  by %s: %s".formatted(of.number(), of.at(), of.actor(), reason(of)));
    run.line(
        "  ENISA  DPC %s (from %s) x EI %s + CB %s = SE %s: %s (%s)"
            .formatted(
                score.dpc(),
                score.base(),
                score.ei(),
                score.cb(),
                score.se().stripTrailingZeros().toPlainString(),
                score.band(),
                tables.enisa().bands().stream()
                    .map(band -> band.key() + " from " + band.from())
                    .collect(Collectors.joining(", "))));
    run.line("  %s  %s".formatted(counts(of.counts()), of.estimate().isPresent() ? "" : "by hand"));
    level(severity);
    if (!severity.flags().isEmpty()) {
      run.line("  flags  " + String.join(", ", severity.flags()));
    }
    severity.criminal().forEach(this::criminal);
  }

  private static String reason(Assessment of) {
    return of.judgement().reason().text();
  }

  private static String counts(Counts of) {
    return "%s%,d persons, %,d values, %,d persons with sensitive data"
        .formatted(
            of.atLeast() ? "at least " : "", of.persons(), of.records(), of.sensitivePersons());
  }

  private void level(Severity of) {
    String edges =
        tables.cac().levels().stream()
            .map(step -> "%s from %,d persons".formatted(step.zh(), step.persons()))
            .collect(Collectors.joining(", "));
    run.line(
        "  level  %s%s (%s)"
            .formatted(
                of.cacLevel().map(this::named).orElse("general"),
                of.cacGrounds().isEmpty() ? "" : " by " + String.join(", ", of.cacGrounds()),
                edges));
    of.notCounted()
        .forEach(key ->
            run.line("         %s is not counted: its source is not checked".formatted(key)));
  }

  private String named(String level) {
    return tables.cac().levels().stream()
        .filter(step -> step.key().equals(level))
        .map(step -> level + " " + step.zh())
        .findFirst()
        .orElse(level);
  }

  private void criminal(CriminalCount of) {
    run.line(
        "  crime  %-9s %,d of %,d%s"
            .formatted(of.kind(), of.records(), of.from(), of.reached() ? "  REACHED" : ""));
  }

  /** What a judgement can be made of. */
  void words() {
    EnisaTable enisa = tables.enisa();
    run.line(
        "--class           "
            + enisa.data().keySet().stream().map(WireName::wire).collect(Collectors.joining(" ")));
    run.line("--identification  " + String.join(" ", enisa.identification().keySet()));
    enisa
        .circumstances()
        .forEach((what, answers) ->
            run.line(
                "--circumstance    %s=%s".formatted(what, String.join("|", answers.keySet()))));
    enisa
        .adjustments()
        .values()
        .forEach(each ->
            run.line("--adjustment      %s  %s  %s".formatted(each.key(), each.zh(), each.en())));
    tables.cac().criteria().forEach(this::criterion);
  }

  private void criterion(CacTable.Criterion of) {
    run.line(
        "--criterion       %s  %s  %s%s"
            .formatted(of.key(), of.zh(), of.en(), of.applies() ? "" : "  (not counted)"));
  }
}
