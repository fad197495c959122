package dev.yinhu.service.cli;

import dev.yinhu.breachresponse.jurisdiction.Wording;
import dev.yinhu.breachresponse.report.Answer;
import dev.yinhu.breachresponse.report.FieldChange;
import dev.yinhu.breachresponse.report.Form;
import dev.yinhu.breachresponse.report.FormField;
import dev.yinhu.breachresponse.report.ReportEntry;
import dev.yinhu.breachresponse.report.ReportVersion;
import dev.yinhu.service.api.BreachJson;
import java.util.Optional;

/** Reports to regulators on a terminal. */
final class ReportScreen {
  private final IncidentRun run;

  ReportScreen(IncidentRun run) {
    this.run = run;
  }

  /** One line of a list. */
  void version(ReportVersion of) {
    run.line(
        "%-24s %d  %-9s  %s%s%s"
            .formatted(
                of.content().duty(),
                of.content().version(),
                of.content().kind().wire(),
                of.filed()
                    .map(filed -> "filed %s by %s".formatted(filed.at(), filed.by()))
                    .orElse("DRAFT of %s by %s".formatted(of.draftedAt(), of.draftedBy())),
                of.content().complete() ? "" : ", not all is known",
                of.receipt().map(given -> ", receipt " + given.number()).orElse("")));
  }

  /** With its answers. */
  void whole(ReportVersion of) {
    version(of);
    run.line("  " + both(of.content().title()) + " · " + both(of.content().addressee()));
    run.line("  " + of.content().law() + " " + of.content().article());
    of.content().withdrawal().ifPresent(why -> run.line("  withdrawn: " + why));
    of.content().entries().forEach(this::entry);
    of.filed().ifPresent(filed -> run.line("  SHA-256 " + filed.sha256()));
  }

  private void entry(ReportEntry of) {
    run.line("  %-24s %s: %s".formatted(of.key(), both(of.label()), text(of.answer())));
  }

  /** The fields of a form. */
  void form(Form of) {
    run.show(
        BreachJson.tree(of),
        () -> {
          run.line(
              "%s  %s  (%s: %s)"
                  .formatted(of.key(), both(of.title()), of.status().wire(), of.source()));
          of.fields().forEach(this::field);
        });
  }

  private void field(FormField of) {
    run.line(
        "  %-24s %-8s needed: %-6s %s%s"
            .formatted(
                of.key(),
                of.kind().wire(),
                of.needed().wire(),
                both(of.label()),
                of.choices().isEmpty() ? "" : "  " + String.join("|", of.choices().keySet())));
  }

  /** A field that differs. */
  void change(FieldChange of) {
    run.show(
        BreachJson.tree(of),
        () -> {
          run.line("%s  %s".formatted(of.key(), both(of.label())));
          run.line("  before: " + text(of.before()));
          run.line("  after:  " + text(of.after()));
        });
  }

  private static String text(Optional<Answer> answer) {
    return answer.map(ReportScreen::text).orElse("not answered");
  }

  private static String text(Answer answer) {
    return switch (answer) {
      case Answer.Known(String value) -> value;
      case Answer.Unknown(var why) -> "not known, " + why.text();
    };
  }

  private static String both(Wording words) {
    return words.zh() + " / " + words.en();
  }
}
