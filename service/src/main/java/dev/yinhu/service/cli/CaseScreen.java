package dev.yinhu.service.cli;

import dev.yinhu.service.api.CaseView;
import dev.yinhu.service.api.PreviewView;
import dev.yinhu.subjectrights.cases.Case;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Requests of people on a terminal. */
final class CaseScreen {
  private final Console console;

  CaseScreen(Console console) {
    this.console = console;
  }

  /** One line of a list. */
  void line(Case known) {
    console.line(
        "%s  %-13s %-12s %s%s"
            .formatted(
                known.id(),
                known.type().wire(),
                known.state().wire(),
                known.received(),
                known.reason().isEmpty() ? "" : "  " + known.reason()));
  }

  /** All there is to know. */
  void whole(CaseView known) {
    console.line(
        "%s  %s: %s%s".formatted(known.id(), known.type(), known.state(), suffix(known.reason())));
    console.line(
        "  asked by %s, %s, brought by %s at %s"
            .formatted(known.requester(), known.channel(), known.openedBy(), known.receivedAt()));
    Optional.ofNullable(known.until()).ifPresent(end -> console.line("  until " + end));
    Optional.ofNullable(known.staffDue()).ifPresent(due -> staff(due, known.staffLate()));
    Optional.ofNullable(known.refusal()).ifPresent(this::refusal);
    Optional.ofNullable(known.change()).ifPresent(this::change);
    known.due().forEach(this::due);
    known.history().forEach(this::event);
    Optional.ofNullable(known.steps()).orElse(List.of()).forEach(this::step);
  }

  /** What a deletion would do, collection by collection. */
  void preview(PreviewView preview) {
    for (PreviewView.Collection one : preview.collections()) {
      if (one.failed() != null) {
        console.line("%-30s NOT KNOWN: %s".formatted(one.collection(), one.failed()));
        continue;
      }
      console.line("%-30s %,d %s".formatted(one.collection(), one.rows(), rows(one.rows())));
      Optional.ofNullable(one.parts()).orElse(List.of()).forEach(this::part);
    }
    console.line(
        "%,d %s in all; of %,d a law keeps something%s"
            .formatted(
                preview.rows(),
                rows(preview.rows()),
                preview.restricted(),
                preview.complete() ? "" : "; NOT ALL COULD BE SEEN"));
  }

  private void part(PreviewView.Part part) {
    if (part.rows() == 0) {
      return;
    }
    Map<String, List<String>> byFate = new TreeMap<>();
    part.fields()
        .forEach((field, fate) ->
            byFate
                .computeIfAbsent(fate, _ -> new ArrayList<>())
                .add(field.substring(field.lastIndexOf('.') + 1)));
    byFate.forEach((fate, fields) ->
        console.line(
            "  %,d %s: %-9s %s"
                .formatted(part.rows(), rows(part.rows()), fate, String.join(", ", fields))));
    part.grounds()
        .forEach(ground ->
            console.line(
                "    %s %s: %s%s"
                    .formatted(
                        ground.law(),
                        ground.article(),
                        ground.label().zh(),
                        part.until() == null ? "" : ", until " + part.until())));
  }

  private static String rows(@Nullable Long count) {
    return count != null && count == 1 ? "row" : "rows";
  }

  private void refusal(CaseView.Refusal refusal) {
    console.line("  " + refusal.law());
    console.line("  " + refusal.reason().zh());
    console.line("  " + refusal.reason().en());
    console.line("  " + refusal.remedies().zh());
    console.line("  " + refusal.remedies().en());
  }

  private void change(CaseView.Change change) {
    console.line(
        "  %s: %s becomes %s"
            .formatted(
                change.field(),
                change.before() == null ? "nothing" : change.before(),
                change.after()));
  }

  private void staff(String due, @Nullable Boolean late) {
    console.line(
        "  waits for staff, who answer by %s%s"
            .formatted(due, Boolean.TRUE.equals(late) ? ": LATE" : ""));
  }

  private void due(CaseView.Due due) {
    console.line(
        "  %-6s %-8s by %s: %s%s"
            .formatted(
                due.stage(),
                due.profile(),
                due.at(),
                due.state(),
                due.provisional() ? " (the calendar of that year is not known yet)" : ""));
  }

  private void event(CaseView.Event event) {
    console.line(
        "  %s  %-18s by %s%s"
            .formatted(event.at(), event.event(), event.by(), told(event.facts())));
  }

  private void step(CaseView.Work step) {
    console.line(
        "  %d. %s%s: %s, %d %s%s"
            .formatted(
                step.number(),
                step.kind(),
                suffix(step.place()),
                step.state(),
                step.attempts(),
                step.attempts() == 1 ? "attempt" : "attempts",
                told(step.result())));
  }

  private static String suffix(@Nullable String text) {
    return text == null ? "" : " " + text;
  }

  private static String told(Map<String, String> facts) {
    return facts.isEmpty()
        ? ""
        : facts.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(fact -> fact.getKey() + "=" + fact.getValue())
            .collect(Collectors.joining(" ", "  ", ""));
  }
}
