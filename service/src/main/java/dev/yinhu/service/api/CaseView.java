package dev.yinhu.service.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.yinhu.register.Label;
import dev.yinhu.subjectrights.cases.Case;
import dev.yinhu.subjectrights.cases.CaseState;
import dev.yinhu.subjectrights.cases.HistoryLine;
import dev.yinhu.subjectrights.cases.Step;
import dev.yinhu.subjectrights.clock.RunningClock;
import dev.yinhu.subjectrights.correction.MaskedChange;
import dev.yinhu.subjectrights.refusal.RefusalCode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request of a person as it is shown.
 *
 * @param subject the person's reference in the access log; only inside, and until it is forgotten
 * @param staffDue until when staff are to answer; while it waits for them
 * @param staffLate whether that is over
 * @param refusal why it was refused, and what the person can do
 * @param change what a correction changes, as masks leave it; while it is open
 * @param due its deadlines
 * @param steps its work; only inside
 */
public record CaseView(
    String id,
    String type,
    String state,
    @Nullable String reason,
    String requester,
    String channel,
    @JsonProperty("opened_by") String openedBy,
    @Nullable String subject,
    @JsonProperty("received_at") String receivedAt,
    String since,
    @Nullable String until,
    @JsonProperty("staff_due") @Nullable String staffDue,
    @JsonProperty("staff_late") @Nullable Boolean staffLate,
    boolean committed,
    @Nullable Refusal refusal,
    @Nullable Change change,
    List<Due> due,
    List<Event> history,
    @Nullable List<Work> steps) {
  public CaseView {
    due = List.copyOf(due);
    history = List.copyOf(history);
    steps = steps == null ? null : List.copyOf(steps);
  }

  /** Words of the same meaning. */
  public record Words(String zh, String en) {
    static Words of(Label label) {
      return new Words(label.zh(), label.en());
    }
  }

  /** Why it was refused. */
  public record Refusal(String code, String law, Words reason, Words remedies) {}

  /**
   * What a correction changes, both values masked.
   *
   * @param before null when nothing stood there
   */
  public record Change(String field, @Nullable String before, String after) {
    static Change of(MaskedChange change) {
      return new Change(change.field().text(), change.before().orElse(null), change.after());
    }

    @Override
    public String toString() {
      return "Change[" + field + ", ***]";
    }
  }

  /**
   * A deadline.
   *
   * @param provisional whether the calendar of that year is not known yet
   */
  public record Due(
      String rule, String profile, String stage, String at, String state, boolean provisional) {}

  /** A line of its history. */
  public record Event(String at, String event, String by, String state, Map<String, String> facts) {
    public Event {
      facts = Map.copyOf(facts);
    }
  }

  /** A piece of its work. */
  public record Work(
      int number,
      String kind,
      @Nullable String place,
      String state,
      int attempts,
      @JsonProperty("ended_at") @Nullable String endedAt,
      Map<String, String> result) {
    public Work {
      result = Map.copyOf(result);
    }
  }

  /** PIPL 50 second paragraph; E-commerce Law 60; PIPL 65. */
  private static final Words REMEDIES =
      new Words(
          "可以向平台投诉，可以向履行个人信息保护职责的部门投诉、举报，也可以依法向人民法院提起诉讼",
          "You may complain to the platform, to the authority for personal information protection,"
              + " or go to court");

  static CaseView of(
      Case known,
      Optional<Instant> staffDue,
      Instant now,
      List<RunningClock> clocks,
      List<HistoryLine> history,
      Optional<MaskedChange> change,
      Optional<List<Step>> work) {
    return new CaseView(
        known.id().text(),
        known.type().wire(),
        known.state().wire(),
        known.reason().isEmpty() ? null : known.reason(),
        known.requester().wire(),
        known.channel().wire(),
        known.openedBy(),
        work.isPresent() && !known.subject().isEmpty() ? known.subject() : null,
        known.received().toString(),
        known.since().toString(),
        known.until().map(Instant::toString).orElse(null),
        staffDue.map(Instant::toString).orElse(null),
        staffDue.map(due -> due.isBefore(now)).orElse(null),
        known.committed(),
        refusal(known).orElse(null),
        change.map(Change::of).orElse(null),
        clocks.stream().map(CaseView::due).toList(),
        history.stream().map(CaseView::event).toList(),
        work.map(steps -> steps.stream().map(CaseView::work).toList()).orElse(null));
  }

  private static Optional<Refusal> refusal(Case known) {
    if (known.state() != CaseState.REFUSED) {
      return Optional.empty();
    }
    return CaseDesk.word(RefusalCode.class, known.reason())
        .map(code -> new Refusal(code.wire(), code.law(), Words.of(code.label()), REMEDIES));
  }

  private static Due due(RunningClock clock) {
    return new Due(
        clock.rule().key(),
        clock.rule().profile(),
        clock.rule().stage().wire(),
        clock.due().at().toString(),
        clock.state().wire(),
        clock.due().provisional());
  }

  private static Event event(HistoryLine line) {
    return new Event(
        line.at().toString(),
        line.event(),
        line.actor(),
        line.state().wire(),
        line.facts().values());
  }

  private static Work work(Step step) {
    return new Work(
        step.number(),
        step.kind(),
        step.place().isEmpty() ? null : step.place(),
        step.state().wire(),
        step.attempts(),
        step.ended().map(Instant::toString).orElse(null),
        step.result().values());
  }
}
