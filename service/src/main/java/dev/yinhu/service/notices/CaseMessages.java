package dev.yinhu.service.notices;

import dev.yinhu.notices.Message;
import dev.yinhu.notices.Notice;
import dev.yinhu.notices.NoticeKey;
import dev.yinhu.notices.NoticeStatus;
import dev.yinhu.notices.Parameter;
import dev.yinhu.notices.Recipient;
import dev.yinhu.register.law.Stage;
import dev.yinhu.subjectrights.CaseId;
import dev.yinhu.subjectrights.CaseType;
import dev.yinhu.subjectrights.cases.Case;
import dev.yinhu.subjectrights.cases.CaseWords;
import dev.yinhu.subjectrights.cases.HistoryLine;
import dev.yinhu.subjectrights.clock.CaseClock;
import dev.yinhu.subjectrights.clock.ClockJournal;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What people are told at the turns of their cases: taken on, to be deleted and how that is
 * stopped, waiting for them, done, refused. Each turn has one notice. Safe for use by many threads.
 */
public final class CaseMessages implements CaseWords.Teller {
  /** How long a message is tried to be delivered. */
  private static final Duration WITHIN = Duration.ofDays(7);

  private final CaseNotices.Ground ground;
  private final CaseClock clocks;
  private final Function<Case, ClockJournal> journals;
  private final Duration packageTime;

  /**
   * @param journals what moved the clocks of a case
   * @param packageTime how long a copy can be fetched
   */
  public CaseMessages(
      CaseNotices.Ground ground,
      CaseClock clocks,
      Function<Case, ClockJournal> journals,
      Duration packageTime) {
    this.ground = ground;
    this.clocks = clocks;
    this.journals = journals;
    this.packageTime = packageTime;
  }

  /** Something to say, and until when it is of use. */
  private record Said(String text, Map<String, Parameter> parameters, Instant expires) {}

  @Override
  public void tell(Connection transaction, Case known, HistoryLine line) {
    if (ground.channels().isEmpty()) {
      return;
    }
    said(known, line)
        .filter(said -> said.expires().isAfter(line.at()))
        .ifPresent(said ->
            ground
                .notices()
                .enqueue(
                    transaction, notice(known, line.event() + "/" + line.number(), line, said)));
  }

  private Notice notice(Case known, String what, HistoryLine line, Said said) {
    return notice(
        known.id(),
        known.subject(),
        what,
        message(said.text(), said.parameters()),
        line.at(),
        said.expires());
  }

  /** A notice to the person of a case, by all channels in their order. */
  Notice notice(
      CaseId id, String subject, String what, Message message, Instant from, Instant until) {
    return new Notice(
        new NoticeKey(CaseNotices.owner(id).text() + "/" + what),
        CaseNotices.owner(id),
        new Recipient.Person(PersonRef.of(subject).uuid()),
        ground.channels(),
        message,
        false,
        from,
        until);
  }

  Message message(String text, Map<String, Parameter> parameters) {
    return new Message(text, ground.texts().newest(text), ground.language(), parameters);
  }

  Parameter day(Instant instant) {
    return new Parameter.Day(instant.atZone(ground.zone()).toLocalDate());
  }

  static Parameter reference(Case known) {
    return new Parameter.Reference(known.id().text());
  }

  private static Parameter kind(CaseType type) {
    return new Parameter.Code(type.wire());
  }

  private Optional<Said> said(Case known, HistoryLine line) {
    Instant usual = line.at().plus(WITHIN);
    Parameter reference = reference(known);
    return switch (line.event()) {
      case "verified" -> received(known, line, usual);
      case "cooling-off-began" -> planned(reference, line);
      case "subject-asked" ->
          Optional.of(new Said("case-waiting", Map.of("reference", reference), usual));
      case "refused" ->
          Optional.of(
              new Said(
                  "case-refused",
                  Map.of(
                      "reference",
                      reference,
                      "reason",
                      new Parameter.Code(line.facts().values().getOrDefault("reason", ""))),
                  usual));
      case "work-done" -> done(known, line, usual);
      default -> Optional.empty();
    };
  }

  private Optional<Said> received(Case known, HistoryLine line, Instant usual) {
    return clocks
        .read(known.type(), journals.apply(known), line.at())
        .earliest(Stage.FINISH)
        .map(clock ->
            new Said(
                "case-received",
                Map.of(
                    "reference",
                    reference(known),
                    "kind",
                    kind(known.type()),
                    "due",
                    day(clock.due().at())),
                usual));
  }

  private Optional<Said> planned(Parameter reference, HistoryLine line) {
    return Optional.ofNullable(line.facts().values().get("until"))
        .map(Instant::parse)
        .map(until ->
            new Said("deletion-planned", Map.of("reference", reference, "day", day(until)), until));
  }

  /** Who was deleted has no contact any more; they were told before, see {@link LastWord}. */
  private Optional<Said> done(Case known, HistoryLine line, Instant usual) {
    Parameter reference = reference(known);
    return switch (known.type()) {
      case COPY, TRANSFER -> {
        Instant until = line.at().plus(packageTime);
        yield Optional.of(
            new Said("package-ready", Map.of("reference", reference, "until", day(until)), until));
      }
      case CORRECT, SUPPLEMENT ->
          Optional.of(new Said("correction-done", Map.of("reference", reference), usual));
      case RESTRICT, WITHDRAW, EXPLAIN ->
          Optional.of(
              new Said(
                  "case-done", Map.of("reference", reference, "kind", kind(known.type())), usual));
      case DELETE, CLOSE_ACCOUNT -> Optional.empty();
    };
  }

  /** Whether nothing is done any more for any notice of the case. */
  public boolean isSettled(CaseId id) {
    List<NoticeStatus> all = ground.notices().of(CaseNotices.owner(id));
    return ground.channels().isEmpty() || all.stream().allMatch(one -> one.state().isSettled());
  }

  CaseNotices.Ground ground() {
    return ground;
  }
}
