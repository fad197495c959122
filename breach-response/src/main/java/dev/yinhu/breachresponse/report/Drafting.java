package dev.yinhu.breachresponse.report;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.breachresponse.ActRefused;
import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.jurisdiction.Duty;
import dev.yinhu.breachresponse.jurisdiction.Wording;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a new version tells, of what was filed before. Pure.
 *
 * @param form of the duty
 * @param before the versions of this duty, the first first
 */
record Drafting(
    Duty duty, Form form, Letterhead letterhead, Instant aware, List<ReportVersion> before) {
  Drafting {
    before = List.copyOf(before);
  }

  /**
   * A report with these answers.
   *
   * @throws ActRefused {@code report-order}, {@code field-unknown}, {@code field-invalid}
   */
  ReportContent report(IncidentId incident, ReportKind kind, Map<String, Answer> answers) {
    checkOrder(kind);
    if (kind == ReportKind.WITHDRAWN) {
      throw new ActRefused("report-order", "a withdrawal is drafted with its reason alone");
    }
    checkKeys(answers);
    List<ReportEntry> entries = new ArrayList<>();
    for (FormField field : form.fields()) {
      Answer answer = answers.get(field.key());
      if (answer != null) {
        entries.add(entry(field, answer));
      }
    }
    return content(incident, kind, Optional.empty(), entries);
  }

  /**
   * A withdrawal of what was filed last, with its answers.
   *
   * @throws ActRefused {@code report-order}
   */
  ReportContent withdrawal(IncidentId incident, Reason why) {
    checkOrder(ReportKind.WITHDRAWN);
    List<ReportEntry> entries = lastFiled().orElseThrow().content().entries();
    return content(incident, ReportKind.WITHDRAWN, Optional.of(why.text()), entries);
  }

  Optional<ReportVersion> lastFiled() {
    return before.stream().filter(each -> each.filed().isPresent()).reduce((_, later) -> later);
  }

  private void checkOrder(ReportKind kind) {
    boolean stands =
        lastFiled().filter(each -> each.content().kind() != ReportKind.WITHDRAWN).isPresent();
    if (stands == (kind == ReportKind.FIRST)) {
      throw new ActRefused(
          "report-order",
          stands
              ? "the first report was filed; what comes now is a follow-up, final or a withdrawal"
              : "no report is filed that stands; begin with the first one");
    }
  }

  private void checkKeys(Map<String, Answer> answers) {
    List<String> unknown =
        new TreeSet<>(answers.keySet()).stream().filter(key -> form.field(key).isEmpty()).toList();
    if (!unknown.isEmpty()) {
      throw new ActRefused(
          "field-unknown",
          "form %s has no such fields, %d of the given".formatted(form.key(), unknown.size()));
    }
  }

  private static ReportEntry entry(FormField field, Answer answer) {
    return switch (answer) {
      case Answer.Known(String value) -> {
        field
            .fault(value)
            .ifPresent(fault -> {
              throw new ActRefused("field-invalid", field.key() + ": " + fault);
            });
        yield new ReportEntry(field.key(), field.kind(), field.label(), answer, field.shown(value));
      }
      case Answer.Unknown _ ->
          new ReportEntry(field.key(), field.kind(), field.label(), answer, new Wording("", ""));
    };
  }

  private ReportContent content(
      IncidentId incident,
      ReportKind kind,
      Optional<String> withdrawal,
      List<ReportEntry> entries) {
    Optional<ReportVersion> last = lastFiled();
    return new ReportContent(
        incident,
        duty.name(),
        last.map(each -> each.content().version() + 1).orElse(1),
        kind,
        last.flatMap(ReportVersion::filed).map(ReportVersion.Filed::sha256),
        form.key(),
        form.title(),
        duty.addressee(),
        duty.law(),
        duty.article(),
        letterhead,
        aware,
        Optional.empty(),
        withdrawal,
        entries);
  }
}
