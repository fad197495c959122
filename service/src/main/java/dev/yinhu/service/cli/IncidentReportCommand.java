package dev.yinhu.service.cli;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.Order;
import dev.yinhu.breachresponse.jurisdiction.DutyName;
import dev.yinhu.breachresponse.report.RegulatorReports;
import dev.yinhu.breachresponse.report.ReportKind;
import dev.yinhu.service.api.IncidentLawRoutes;
import dev.yinhu.service.api.LawDesk;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reports to regulators: drafted, filed, saved as files, compared. */
@Command(
    name = "report",
    description = {
      "Reports to regulators; without --duty all versions are listed.",
      "Filing records that somebody filed it: nothing is sent to a regulator."
    })
final class IncidentReportCommand implements Callable<Integer> {
  private final IncidentRun run;
  private final ReportScreen screen;
  private final ReportFiles files;

  @Parameters(paramLabel = "ID", description = "Name of an incident, such as INC-000042.")
  private String id = "";

  @Option(names = "--duty", description = "As CN-PIPL/authority.")
  private @Nullable String duty;

  @Option(names = "--form", description = "Show the fields of the duty's form.")
  private boolean form;

  @Option(
      names = "--draft",
      paramLabel = "KIND",
      description = "first, follow-up, final with --answers; withdrawn with --reason.")
  private @Nullable String draft;

  @Option(
      names = "--answers",
      paramLabel = "FILE",
      description = "JSON: {\"known\": {FIELD: VALUE}, \"unknown\": {FIELD: WHY}}.")
  private @Nullable Path answers;

  @Option(names = "--file", description = "The draft was filed; late needs --reason.")
  private boolean file;

  @Option(names = "--receipt", paramLabel = "NUMBER", description = "The regulator's; --version.")
  private @Nullable String receipt;

  @Option(names = "--version", paramLabel = "N", description = "Which; the last unless given.")
  private @Nullable Integer version;

  @Option(names = "--since", paramLabel = "N", description = "What changed since this version.")
  private @Nullable Integer since;

  @Option(
      names = "--save",
      paramLabel = "FILE",
      description = "Write a version to a .pdf or .json.")
  private @Nullable Path save;

  @Option(names = "--language", defaultValue = "zh", description = "Of the PDF: zh or en.")
  private String language = "zh";

  @Option(names = "--reason", description = "Why; must hold nothing personal.")
  private @Nullable String reason;

  IncidentReportCommand(IncidentRun run) {
    this.run = run;
    this.screen = new ReportScreen(run);
    this.files = new ReportFiles(run);
  }

  @Override
  public Integer call() {
    return run.with((desk, order) -> {
      IncidentId incident = IncidentId.parse(id);
      var _ = desk.incidents().known(incident);
      if (duty == null) {
        if (form || file || draft != null || receipt != null || save != null || since != null) {
          throw new WrongUse("give --duty");
        }
        desk.laws()
            .reports()
            .versions(incident)
            .forEach(each -> run.show(IncidentLawRoutes.view(each), () -> screen.version(each)));
      } else {
        of(desk.laws(), incident, DutyName.parse(duty), order);
      }
      return 0;
    });
  }

  private void of(LawDesk laws, IncidentId incident, DutyName name, Order order) {
    RegulatorReports reports = laws.reports();
    if (form) {
      screen.form(reports.form(name));
      return;
    }
    if (draft != null) {
      drafted(reports, incident, name, draft, order);
    }
    if (file) {
      var _ = reports.file(incident, name, Optional.ofNullable(reason).map(Reason::new), order);
    }
    int which = version == null ? last(reports, incident, name) : version;
    if (receipt != null) {
      reports.receipt(incident, name, which, receipt, order);
    }
    if (since != null) {
      reports.changes(incident, name, since, which).forEach(screen::change);
      return;
    }
    var found = reports.version(incident, name, which);
    if (save != null) {
      files.save(save, found, laws.pdf(), language);
    }
    run.show(IncidentLawRoutes.view(found), () -> screen.whole(found));
  }

  private void drafted(
      RegulatorReports reports, IncidentId incident, DutyName name, String text, Order order) {
    ReportKind kind = ReportKind.parse(text);
    if (kind == ReportKind.WITHDRAWN) {
      if (reason == null) {
        throw new WrongUse("give --reason");
      }
      var _ = reports.draftWithdrawal(incident, name, run.reason("--reason", reason), order);
      return;
    }
    if (answers == null) {
      throw new WrongUse("give --answers; --form shows the fields");
    }
    var _ = reports.draft(incident, name, kind, files.answers(answers), order);
  }

  private static int last(RegulatorReports reports, IncidentId incident, DutyName name) {
    return reports.versions(incident).stream()
        .filter(each -> each.content().duty().equals(name))
        .mapToInt(each -> each.content().version())
        .max()
        .orElseThrow(() -> new CommandException("there is no report of " + name + " yet"));
  }
}
