package dev.yinhu.breachresponse.jurisdiction;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.breachresponse.ActRefused;
import dev.yinhu.breachresponse.IncidentId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The rules of decisions, within their transactions. */
final class Deciding {
  private final Jurisdictions laws;

  Deciding(Jurisdictions laws) {
    this.laws = laws;
  }

  long decide(
      Handle handle, IncidentId incident, DutyName name, Ruling ruling, String by, Instant now) {
    Standing standing = Standing.ofDecisions(handle, incident);
    if (!standing.book().inForce(name)) {
      throw new ActRefused(
          "duty-not-in-force",
          "by the latest assessment " + name + " does not hold; assess the incident first");
    }
    Decision made =
        switch (ruling) {
          case Ruling.Tell(Reason reason) ->
              decision(name, Choice.TELL, Optional.empty(), reason, Optional.empty(), by, now);
          case Ruling.DoNotTell(String ground, Reason reason, String evidence) -> {
            checkGround(name, ground);
            yield decision(
                name,
                Choice.DO_NOT_TELL,
                Optional.of(ground),
                reason,
                Optional.of(evidence),
                by,
                now);
          }
        };
    return DecisionStore.add(handle, incident, made);
  }

  private void checkGround(DutyName name, String ground) {
    Duty duty =
        laws.duty(name)
            .orElseThrow(
                () -> new ActRefused("duty-unknown", name + " is not in the data files any more"));
    if (duty.waivers().isEmpty()) {
      throw new ActRefused(
          "duty-not-waivable",
          "%s, article %s, knows no ground on which %s is spared"
              .formatted(duty.law(), duty.article(), name));
    }
    if (!duty.waivers().contains(ground)) {
      throw new ActRefused(
          "ground-unknown", "the grounds of " + name + " are " + String.join(", ", duty.waivers()));
    }
  }

  static void approve(Handle handle, IncidentId incident, long number, String by, Instant now) {
    List<Decision> all = DecisionStore.of(handle, incident);
    Decision decision =
        all.stream()
            .filter(each -> each.number() == number)
            .findFirst()
            .orElseThrow(
                () -> new ActRefused("decision-unknown", "the incident has no decision " + number));
    if (decision.choice() != Choice.DO_NOT_TELL || decision.approval().isPresent()) {
      throw new ActRefused("approval-not-needed", "decision " + number + " waits for no approval");
    }
    if (all.stream().anyMatch(each -> each.number() > number && sameDuty(each, decision))) {
      throw new ActRefused("decision-superseded", "a later decision stands for this duty");
    }
    if (decision.by().equals(by)) {
      throw new ActRefused("approval-by-same-person", "another person than who decided approves");
    }
    DecisionStore.approve(handle, number, by, now);
  }

  static void withdraw(
      Handle handle, IncidentId incident, DutyName name, Reason why, String by, Instant now) {
    boolean stands =
        Standing.ofDecisions(handle, incident)
            .last(name)
            .filter(each -> each.choice() != Choice.WITHDRAWN)
            .isPresent();
    if (!stands) {
      throw new ActRefused(
          "decision-missing", "there is no decision about " + name + " to take back");
    }
    DecisionStore.add(
        handle,
        incident,
        decision(name, Choice.WITHDRAWN, Optional.empty(), why, Optional.empty(), by, now));
  }

  private static boolean sameDuty(Decision one, Decision other) {
    return one.duty().equals(other.duty());
  }

  private static Decision decision(
      DutyName duty,
      Choice choice,
      Optional<String> ground,
      Reason reason,
      Optional<String> evidence,
      String by,
      Instant now) {
    return new Decision(
        0, duty, choice, ground, reason.text(), evidence, by, now, Optional.empty());
  }
}
