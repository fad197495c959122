package dev.yinhu.service.cli;

import dev.yinhu.service.api.IncidentView;
import dev.yinhu.service.api.RaisedView;
import java.util.TreeMap;

/** Incidents on a terminal. */
final class IncidentScreen {
  private final Console console;

  IncidentScreen(Console console) {
    this.console = console;
  }

  /** One line of a list. */
  void line(IncidentView.Line of) {
    console.line(
        "%-12s  %-9s  %s  %s  %s"
            .formatted(of.id(), of.state(), of.aware(), of.owner(), of.title()));
  }

  /** A warning. */
  void warning(RaisedView of) {
    console.line(
        "%-5s  %-8s  %-8s  %-8s  %s  %s%s"
            .formatted(
                of.id(),
                of.state(),
                of.severity(),
                of.source(),
                of.raisedAt(),
                of.title(),
                of.incident() == null ? "" : "  → " + of.incident()));
  }

  /** What was done. */
  void timeline(IncidentView.TimelineView of) {
    console.line(
        "%s  %-16s  %-24s  %s"
            .formatted(of.at(), of.actor(), of.act(), new TreeMap<>(of.details())));
  }

  /** All that people did. */
  void whole(IncidentView.Whole of) {
    whole(of, () -> {});
  }

  /** All there is to know; {@code overview} prints what is needed first. */
  void whole(IncidentView.Whole of, Runnable overview) {
    line(of.incident());
    console.line("  detected " + of.incident().detected() + ", aware " + of.incident().aware());
    overview.run();
    of.warnings().forEach(each -> console.line("  warning " + each.id() + "  " + each.title()));
    of.tasks().forEach(this::task);
    of.notes().forEach(each -> console.line("  note " + each.at() + "  " + each.text()));
    of.evidence().forEach(each -> console.line("  evidence " + each.id() + "  " + each.sha256()));
    IncidentView.Learned learned = of.postMortem();
    if (learned != null) {
      console.line(
          "  post-mortem: %s, %s"
              .formatted(
                  learned.cause(),
                  learned.approvedBy() == null
                      ? "not approved yet"
                      : "approved by " + learned.approvedBy()));
    }
    of.correctiveActions().forEach(this::action);
    next(of);
  }

  private void task(IncidentView.TaskView task) {
    String state = task.doneAt() != null ? "done" : task.overdue() ? "OVERDUE" : "open";
    console.line(
        "  task %d  %-7s  %s  %s  %s"
            .formatted(task.id(), state, task.due(), task.owner(), task.title()));
  }

  private void action(IncidentView.ActionView action) {
    console.line(
        "  corrective action %d  %s  %s  %s  %s"
            .formatted(
                action.id(),
                action.doneAt() == null ? "open" : "done",
                action.due(),
                action.owner(),
                action.title()));
  }

  private void next(IncidentView.Whole of) {
    IncidentView.Next next = of.next();
    if (next == null) {
      return;
    }
    console.line("  next: " + next.state() + (next.missing().isEmpty() ? ", nothing missing" : ""));
    next.missing()
        .forEach(each -> console.line("    to do: %s (%s)".formatted(each.text(), each.code())));
  }
}
