package dev.yinhu.service.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.yinhu.breachresponse.Gate;
import dev.yinhu.breachresponse.IncidentState;
import dev.yinhu.breachresponse.TimelineLine;
import dev.yinhu.breachresponse.incident.Approval;
import dev.yinhu.breachresponse.incident.CorrectiveAction;
import dev.yinhu.breachresponse.incident.CustodyLine;
import dev.yinhu.breachresponse.incident.Evidence;
import dev.yinhu.breachresponse.incident.Incident;
import dev.yinhu.breachresponse.incident.Note;
import dev.yinhu.breachresponse.incident.PostMortem;
import dev.yinhu.breachresponse.incident.Task;
import dev.yinhu.breachresponse.warning.Warning;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Incidents as JSON, the same over HTTP and from the command line. */
public final class IncidentView {
  private IncidentView() {}

  /** One incident in a list. */
  public record Line(
      String id,
      String title,
      String state,
      boolean drill,
      String owner,
      @JsonProperty("occurred_from") @Nullable String occurredFrom,
      @JsonProperty("occurred_to") @Nullable String occurredTo,
      String detected,
      String aware,
      int reopened,
      @JsonProperty("opened_at") String openedAt,
      @JsonProperty("opened_by") String openedBy) {}

  /**
   * One incident with all that stands about it.
   *
   * @param next the state that comes next, and what is missing for it
   */
  public record Whole(
      Line incident,
      Map<String, String> reached,
      @Nullable Next next,
      List<RaisedView> warnings,
      List<TaskView> tasks,
      List<NoteView> notes,
      List<EvidenceView> evidence,
      List<ApprovalView> approvals,
      @JsonProperty("post_mortem") @Nullable Learned postMortem,
      @JsonProperty("corrective_actions") List<ActionView> correctiveActions) {}

  /** The state that comes next. */
  public record Next(String state, List<Gate.Missing> missing) {}

  /** Something to do. */
  public record TaskView(
      long id,
      String title,
      String owner,
      String due,
      boolean overdue,
      @JsonProperty("done_at") @Nullable String doneAt,
      @JsonProperty("done_by") @Nullable String doneBy,
      @Nullable String outcome) {}

  /** What somebody wrote down. */
  public record NoteView(long id, String at, String by, String text) {}

  /** Something that was secured. */
  public record EvidenceView(
      long id,
      String name,
      String sha256,
      long bytes,
      @JsonProperty("kept_where") String keptWhere,
      @JsonProperty("collected_at") String collectedAt,
      List<CustodyView> custody) {}

  /** A link of the chain of custody. */
  public record CustodyView(String at, String by, String act, String holder, String reason) {}

  /** A leave by two people. */
  public record ApprovalView(
      long id,
      String what,
      String reason,
      @JsonProperty("asked_by") String askedBy,
      @JsonProperty("asked_at") String askedAt,
      String expires,
      @JsonProperty("granted_by") @Nullable String grantedBy,
      @JsonProperty("used_at") @Nullable String usedAt) {}

  /** The post-mortem. */
  public record Learned(
      String cause,
      String findings,
      @JsonProperty("written_by") String writtenBy,
      @JsonProperty("written_at") String writtenAt,
      @JsonProperty("approved_by") @Nullable String approvedBy) {}

  /** What is changed so that it does not happen again. */
  public record ActionView(
      long id,
      String title,
      String owner,
      String due,
      @JsonProperty("done_at") @Nullable String doneAt,
      @Nullable String reference) {}

  /** Something that was done. */
  public record TimelineView(
      long number, String at, String actor, String act, Map<String, String> details) {}

  /** For a list. */
  public static Line line(Incident of) {
    return new Line(
        of.id().toString(),
        of.title(),
        of.state().wireName(),
        of.id().drill(),
        of.owner(),
        text(of.times().occurredFrom()),
        text(of.times().occurredTo()),
        of.times().detected().toString(),
        of.times().aware().toString(),
        of.reopened(),
        of.openedAt().toString(),
        of.openedBy());
  }

  static Next next(IncidentState state, List<Gate.Missing> missing) {
    return new Next(state.wireName(), missing);
  }

  static TaskView task(Task of, Instant now) {
    return new TaskView(
        of.id(),
        of.title(),
        of.owner(),
        of.due().toString(),
        of.isOverdueAt(now),
        of.done().map(done -> done.at().toString()).orElse(null),
        of.done().map(Task.Done::by).orElse(null),
        of.done().map(Task.Done::outcome).orElse(null));
  }

  static NoteView note(Note of) {
    return new NoteView(of.id(), of.at().toString(), of.by(), of.text());
  }

  static EvidenceView evidence(Evidence of) {
    return new EvidenceView(
        of.id(),
        of.name(),
        of.sha256(),
        of.bytes(),
        of.keptWhere(),
        of.collectedAt().toString(),
        of.custody().stream().map(IncidentView::custody).toList());
  }

  private static CustodyView custody(CustodyLine of) {
    return new CustodyView(of.at().toString(), of.by(), of.act(), of.holder(), of.reason());
  }

  static ApprovalView approval(Approval of) {
    return new ApprovalView(
        of.id(),
        of.what(),
        of.reason(),
        of.askedBy(),
        of.askedAt().toString(),
        of.expires().toString(),
        of.granted().map(Approval.Granted::by).orElse(null),
        text(of.used()));
  }

  static Learned learned(PostMortem of) {
    return new Learned(
        of.cause(),
        of.findings(),
        of.writtenBy(),
        of.writtenAt().toString(),
        of.approved().map(PostMortem.Approved::by).orElse(null));
  }

  static ActionView action(CorrectiveAction of) {
    return new ActionView(
        of.id(),
        of.title(),
        of.owner(),
        of.due().toString(),
        of.done().map(done -> done.at().toString()).orElse(null),
        of.done().map(CorrectiveAction.Done::reference).orElse(null));
  }

  static TimelineView timeline(TimelineLine of) {
    return new TimelineView(of.number(), of.at().toString(), of.actor(), of.act(), of.details());
  }

  private static @Nullable String text(Optional<Instant> when) {
    return when.map(Instant::toString).orElse(null);
  }

  /** A warning. */
  public static RaisedView raised(Warning of, Instant now) {
    boolean asleep = of.snoozedUntil().filter(now::isBefore).isPresent();
    String state = of.settled().isPresent() ? "settled" : asleep ? "snoozed" : "open";
    return new RaisedView(
        Long.toString(of.id()),
        of.source().wireName(),
        of.reference(),
        of.title(),
        of.severity().word(),
        state,
        of.drill(),
        text(of.occurredFrom()),
        text(of.occurredTo()),
        of.raised().toString(),
        text(of.snoozedUntil()),
        of.settled().map(settled -> settled.result().wireName()).orElse(null),
        of.settled().map(Warning.Settled::reason).orElse(null),
        of.settled().map(Warning.Settled::by).orElse(null),
        of.settled().flatMap(Warning.Settled::incident).map(Object::toString).orElse(null));
  }
}
