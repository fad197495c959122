package dev.yinhu.breachresponse.report;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.breachresponse.ActRefused;
import dev.yinhu.breachresponse.Acts;
import dev.yinhu.breachresponse.Acts.Act;
import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.Order;
import dev.yinhu.breachresponse.jurisdiction.Clock;
import dev.yinhu.breachresponse.jurisdiction.Duties;
import dev.yinhu.breachresponse.jurisdiction.Duty;
import dev.yinhu.breachresponse.jurisdiction.DutyName;
import dev.yinhu.breachresponse.jurisdiction.Stage;
import dev.yinhu.breachresponse.report.ReportVersion.Filed;
import dev.yinhu.breachresponse.report.ReportVersion.Receipt;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;

/**
 * The face of the room: reports to regulators. A report is drafted, filed, and never changes from
 * then on; what is learnt later is a further version. Filing here records that somebody filed it:
 * nothing is sent. Durable; blocks; safe for use by many threads and nodes.
 */
public final class RegulatorReports {
  private static final Pattern RECEIPT = Pattern.compile("[\\p{L}\\p{N}._:/\\[\\]〔〕() -]{1,64}");

  private final Jdbi jdbi;
  private final Acts acts;
  private final Duties duties;
  private final Forms forms;
  private final Supplier<Letterhead> letterhead;
  private final InstantSource clock;

  /**
   * The schema {@code breach} is migrated.
   *
   * @param letterhead who reports, of the register in force
   */
  public RegulatorReports(
      Jdbi jdbi,
      Acts acts,
      Duties duties,
      Forms forms,
      Supplier<Letterhead> letterhead,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.acts = acts;
    this.duties = duties;
    this.forms = forms;
    this.letterhead = letterhead;
    this.clock = clock;
  }

  /**
   * The form of a duty.
   *
   * @throws ActRefused {@code duty-unknown}, {@code duty-of-notices}, {@code form-unknown}
   */
  public Form form(DutyName duty) {
    String key =
        duty(duty)
            .form()
            .orElseThrow(() ->
                new ActRefused("duty-of-notices", duty + " is done by notices, not by reports"));
    return forms
        .form(key)
        .orElseThrow(() -> new ActRefused("form-unknown", "there is no form " + key));
  }

  /**
   * Writes the draft of the next version, in place of the one that is there. It may be incomplete.
   *
   * @param answers by key of the form's fields; all of them, also those that did not change
   * @throws ActRefused {@code duty-not-in-force}, {@code report-order}, {@code field-unknown},
   *     {@code field-invalid}, and what {@link #form} says
   */
  public ReportVersion draft(
      IncidentId incident,
      DutyName duty,
      ReportKind kind,
      Map<String, Answer> answers,
      Order order) {
    return draft(incident, duty, kind, order, drafting -> drafting.report(incident, kind, answers));
  }

  /**
   * Writes the draft of a withdrawal of what was filed last.
   *
   * @throws ActRefused {@code duty-not-in-force}, {@code report-order}, and what {@link #form} says
   */
  public ReportVersion draftWithdrawal(
      IncidentId incident, DutyName duty, Reason why, Order order) {
    return draft(
        incident,
        duty,
        ReportKind.WITHDRAWN,
        order,
        drafting -> drafting.withdrawal(incident, why));
  }

  private ReportVersion draft(
      IncidentId incident,
      DutyName name,
      ReportKind kind,
      Order order,
      Function<Drafting, ReportContent> make) {
    Form form = form(name);
    Duty duty = duty(name);
    Instant aware = aware(incident, name);
    return acts.perform(
        act(incident, "report-draft", name, Map.of("kind", kind.wire())),
        order,
        (handle, now) -> {
          ReportStore.lock(handle, incident, name);
          List<ReportVersion> before =
              ReportStore.of(handle, incident).stream().filter(of(name)).toList();
          ReportContent content =
              make.apply(new Drafting(duty, form, letterhead.get(), aware, before));
          String json = ContentJson.write(content);
          ReportStore.draft(handle, content, json, order.actor(), now);
          return new ReportVersion(
              content, json, order.actor(), now, Optional.empty(), Optional.empty());
        });
  }

  /**
   * Files the draft of a duty, as of now. The hash of what was filed stands in the access log.
   *
   * @param lateReason needed when its clock is over
   * @throws ActRefused {@code draft-missing}, {@code fields-missing}, {@code late-reason-missing},
   *     {@code decision-missing}, {@code handling-not-ended}, {@code changed-meanwhile}
   */
  public ReportVersion file(
      IncidentId incident, DutyName duty, Optional<Reason> lateReason, Order order) {
    ReportVersion draft =
        versions(incident).stream()
            .filter(of(duty))
            .filter(each -> each.filed().isEmpty())
            .findFirst()
            .orElseThrow(() -> new ActRefused("draft-missing", "there is no draft of " + duty));
    Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Filing filing = new Filing(duties, draft, form(duty), at, lateReason);
    ReportContent content = filing.content();
    String json = ContentJson.write(content);
    Map<String, String> details =
        Map.of(
            "kind", content.kind().wire(),
            "version", Integer.toString(content.version()),
            "sha256", Filing.sha256(json));
    return acts.perform(
        act(incident, "report-file", duty, details),
        order,
        (handle, _) -> {
          ReportStore.lock(handle, incident, duty);
          Filed filed = filing.file(handle, content, json, order);
          return new ReportVersion(
              content,
              json,
              draft.draftedBy(),
              draft.draftedAt(),
              Optional.of(filed),
              Optional.empty());
        });
  }

  /**
   * Enters under which number the regulator took a filed version; once.
   *
   * @param number 1 to 64 letters, digits, blanks and {@code . _ : / - ( ) [ ] 〔 〕}
   * @throws ActRefused {@code receipt-invalid}, {@code report-missing}, {@code receipt-there}
   */
  public void receipt(IncidentId incident, DutyName duty, int version, String number, Order order) {
    if (!RECEIPT.matcher(number).matches()) {
      throw new ActRefused("receipt-invalid", "a receipt number has 1 to 64 letters and digits");
    }
    var _ =
        acts.perform(
            act(incident, "report-receipt", duty, Map.of("version", Integer.toString(version))),
            order,
            (handle, now) -> {
              ReportStore.lock(handle, incident, duty);
              ReportVersion filed =
                  ReportStore.of(handle, incident).stream()
                      .filter(of(duty))
                      .filter(each -> each.content().version() == version)
                      .filter(each -> each.filed().isPresent())
                      .findFirst()
                      .orElseThrow(
                          () -> new ActRefused("report-missing", "no such version is filed"));
              if (filed.receipt().isPresent()) {
                throw new ActRefused("receipt-there", "this version has its receipt number");
              }
              Receipt receipt = new Receipt(number, order.actor(), now);
              ReportStore.receipt(handle, incident, duty, version, receipt);
              return receipt;
            });
  }

  /** Every version, by duty and number; a draft is the last of its duty. */
  public List<ReportVersion> versions(IncidentId incident) {
    return jdbi.withHandle(handle -> ReportStore.of(handle, incident));
  }

  /**
   * What changed between two versions of a duty.
   *
   * @throws ActRefused {@code report-missing}
   */
  public List<FieldChange> changes(IncidentId incident, DutyName duty, int earlier, int later) {
    return FieldChange.between(
        version(incident, duty, earlier).content(), version(incident, duty, later).content());
  }

  /**
   * One version.
   *
   * @throws ActRefused {@code report-missing}
   */
  public ReportVersion version(IncidentId incident, DutyName duty, int version) {
    return versions(incident).stream()
        .filter(of(duty))
        .filter(each -> each.content().version() == version)
        .findFirst()
        .orElseThrow(() -> new ActRefused("report-missing", "there is no such version of " + duty));
  }

  private Duty duty(DutyName name) {
    return duties
        .laws()
        .duty(name)
        .orElseThrow(() -> new ActRefused("duty-unknown", "no data file has this duty"));
  }

  private Instant aware(IncidentId incident, DutyName duty) {
    return duties.clocks(incident).stream()
        .map(reading -> reading.clock())
        .filter(each -> each.duty().equals(duty) && each.stage() == Stage.FIRST)
        .map(Clock::start)
        .findFirst()
        .orElseThrow(
            () -> new ActRefused("duty-not-in-force", "by no assessment " + duty + " held"));
  }

  private static Predicate<ReportVersion> of(DutyName duty) {
    return each -> each.content().duty().equals(duty);
  }

  private static Act act(
      IncidentId incident, String code, DutyName duty, Map<String, String> more) {
    Map<String, String> details = new HashMap<>(more);
    details.put("duty", duty.toString());
    return new Act(incident, code, details);
  }
}
