package dev.yinhu.service.api;

import dev.yinhu.fieldaccess.Persons;
import dev.yinhu.register.PurposeDeclaration;
import dev.yinhu.register.Register;
import dev.yinhu.register.SubjectId;
import dev.yinhu.subjectrights.CaseType;
import dev.yinhu.subjectrights.Channel;
import dev.yinhu.subjectrights.RequesterKind;
import dev.yinhu.subjectrights.cases.Case;
import dev.yinhu.subjectrights.cases.CaseWish;
import dev.yinhu.subjectrights.consent.ConsentStanding;
import dev.yinhu.subjectrights.consent.Consents;
import dev.yinhu.subjectrights.consent.Decision;
import dev.yinhu.subjectrights.consent.NewDecision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Records what people decide. Where a consent ends by it and the purpose has recipients, a request
 * to withdraw is opened, which tells them to stop: however somebody takes a consent back, those who
 * got the data learn of it. Blocks; safe for use by many threads.
 */
final class ConsentDesk {
  private final Consents consents;
  private final Supplier<Register> register;
  private final Persons persons;
  private final CaseDesk cases;

  /**
   * @param register that in force
   * @param cases opens the requests
   */
  ConsentDesk(Consents consents, Supplier<Register> register, Persons persons, CaseDesk cases) {
    this.consents = consents;
    this.register = register;
    this.persons = persons;
    this.cases = cases;
  }

  /**
   * A decision that counts from now on.
   *
   * @param request that tells the recipients to stop, where there are any
   */
  record Recorded(long id, Optional<Case> request) {}

  Recorded decide(SubjectId person, NewDecision decision, Consents.Order order) {
    String reference = persons.reference(person);
    if (!ends(reference, decision)) {
      return new Recorded(
          consents.decide(reference, decision, register.get(), order), Optional.empty());
    }
    CaseDesk own = cases.as(order.actor(), order.requestId());
    Case made =
        own.receive(
            new CaseWish(
                CaseType.WITHDRAW, person, RequesterKind.SUBJECT, Channel.ONLINE, order.actor()),
            List.of(decision.purpose().key()));
    long id;
    try {
      id = consents.decide(reference, decision.in(made.id()), register.get(), order);
    } catch (RuntimeException e) {
      var _ = own.cancel(made.id(), "staff");
      throw e;
    }
    return new Recorded(id, Optional.of(own.verified(made.id(), "vouched")));
  }

  /** Whether recipients use the data now and may not after it. */
  private boolean ends(String reference, NewDecision decision) {
    boolean hasRecipients =
        register
            .get()
            .purpose(decision.purpose())
            .filter(PurposeDeclaration::needsConsent)
            .filter(purpose -> !purpose.recipients().isEmpty())
            .isPresent();
    if (decision.decision() == Decision.GIVEN || !hasRecipients) {
      return false;
    }
    return consents.standings(reference, consents.history(reference), register.get()).stream()
        .filter(standing -> standing.purpose().equals(decision.purpose()))
        .noneMatch(standing -> hasEnded(standing) || isLater(standing, decision));
  }

  private static boolean hasEnded(ConsentStanding standing) {
    return standing.decision().filter(last -> last != Decision.GIVEN).isPresent();
  }

  /** What was decided before the last decision changes nothing. */
  private static boolean isLater(ConsentStanding standing, NewDecision decision) {
    Instant decided = decision.decidedAt().orElse(Instant.MAX);
    return standing.since().filter(decided::isBefore).isPresent();
  }
}
