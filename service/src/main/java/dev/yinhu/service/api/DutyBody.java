package dev.yinhu.service.api;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.breachresponse.jurisdiction.CacLevel;
import dev.yinhu.breachresponse.jurisdiction.Circumstance;
import dev.yinhu.breachresponse.jurisdiction.DutyName;
import dev.yinhu.breachresponse.jurisdiction.Facts;
import dev.yinhu.breachresponse.jurisdiction.Ruling;
import dev.yinhu.breachresponse.report.Answer;
import dev.yinhu.breachresponse.report.ReportKind;
import dev.yinhu.service.http.InvalidMember;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Bodies of the requests about duties of the law and reports. */
final class DutyBody {
  private DutyBody() {}

  /** What is known, as far as the law asks. */
  record Known(
      Long persons,
      @Nullable Long sensitive,
      @Nullable Long minors,
      @Nullable Long eu_persons,
      @Nullable String level,
      @Nullable List<String> circumstances) {
    Known {
      var _ = factsOf(persons, sensitive, minors, eu_persons, level, circumstances);
    }

    Facts facts() {
      return factsOf(persons, sensitive, minors, eu_persons, level, circumstances);
    }

    private static Facts factsOf(
        @Nullable Long persons,
        @Nullable Long sensitive,
        @Nullable Long minors,
        @Nullable Long eu,
        @Nullable String level,
        @Nullable List<String> circumstances) {
      return IncidentBody.checked(
          "",
          () ->
              new Facts(
                  InvalidMember.required(persons, "persons"),
                  orZero(sensitive),
                  orZero(minors),
                  orZero(eu),
                  level == null ? CacLevel.GENERAL : CacLevel.parse(level),
                  circumstances(circumstances)));
    }

    private static long orZero(@Nullable Long count) {
      return count == null ? 0 : count;
    }

    private static Set<Circumstance> circumstances(@Nullable List<String> texts) {
      return texts == null
          ? Set.of(Circumstance.PERSONAL_INFORMATION)
          : InvalidMember.requiredList(texts, "circumstances").stream()
              .map(Circumstance::parse)
              .collect(Collectors.toUnmodifiableSet());
    }
  }

  /** To tell, or not to tell on a ground that the law knows. */
  record Decide(
      String duty,
      String choice,
      String reason,
      @Nullable String ground,
      @Nullable String evidence) {
    Decide {
      var _ = nameOf(duty);
      var _ = rulingOf(choice, reason, ground, evidence);
    }

    DutyName name() {
      return nameOf(duty);
    }

    Ruling ruling() {
      return rulingOf(choice, reason, ground, evidence);
    }

    private static Ruling rulingOf(
        @Nullable String choice,
        @Nullable String reason,
        @Nullable String ground,
        @Nullable String evidence) {
      Reason why = IncidentBody.reasonOf(reason, "reason");
      return switch (InvalidMember.required(choice, "choice")) {
        case "tell" -> new Ruling.Tell(why);
        case "do-not-tell" ->
            IncidentBody.checked(
                "evidence",
                () ->
                    new Ruling.DoNotTell(
                        InvalidMember.required(ground, "ground"),
                        why,
                        InvalidMember.required(evidence, "evidence")));
        default -> throw new InvalidMember("choice", "tell or do-not-tell");
      };
    }
  }

  /** A duty, and why. */
  record Of(String duty, @Nullable String reason) {
    Of {
      var _ = nameOf(duty);
      if (reason != null) {
        var _ = IncidentBody.reasonOf(reason, "reason");
      }
    }

    DutyName name() {
      return nameOf(duty);
    }

    Optional<Reason> why() {
      return Optional.ofNullable(reason).map(text -> IncidentBody.reasonOf(text, "reason"));
    }
  }

  /** The draft of a report with its answers, or of a withdrawal with its reason. */
  record Draft(
      String duty,
      String kind,
      @Nullable Map<String, String> known,
      @Nullable Map<String, String> unknown,
      @Nullable String reason) {
    Draft {
      var _ = nameOf(duty);
      ReportKind which = kind(kind);
      var _ = new ReportAnswers(known, unknown);
      boolean isWithdrawal = which == ReportKind.WITHDRAWN;
      if (isWithdrawal != (reason != null)) {
        throw new InvalidMember(
            "reason", isWithdrawal ? "why it is withdrawn" : "nothing but with a withdrawal");
      }
      if (isWithdrawal && (known != null || unknown != null)) {
        throw new InvalidMember("known", "nothing: a withdrawal keeps the answers it withdraws");
      }
    }

    DutyName name() {
      return nameOf(duty);
    }

    ReportKind which() {
      return kind(kind);
    }

    Map<String, Answer> answers() {
      return new ReportAnswers(known, unknown).answers();
    }

    /** Why it is withdrawn; empty for everything else. */
    Optional<Reason> why() {
      return Optional.ofNullable(reason).map(text -> IncidentBody.reasonOf(text, "reason"));
    }

    private static ReportKind kind(@Nullable String text) {
      return IncidentBody.checked(
          "kind", () -> ReportKind.parse(InvalidMember.required(text, "kind")));
    }
  }

  /** The number that a regulator gave. */
  record Receipt(String duty, Integer version, String number) {
    Receipt {
      var _ = nameOf(duty);
      var _ = InvalidMember.required(version, "version");
      var _ = InvalidMember.required(number, "number");
    }

    DutyName name() {
      return nameOf(duty);
    }
  }

  static DutyName nameOf(@Nullable String text) {
    return IncidentBody.checked("duty", () -> DutyName.parse(InvalidMember.required(text, "duty")));
  }
}
