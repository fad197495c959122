package dev.yinhu.subjectrights.consent;

import dev.yinhu.register.Purpose;
import dev.yinhu.register.PurposeDeclaration;
import dev.yinhu.register.Register;
import dev.yinhu.register.SubjectId;
import dev.yinhu.subjectrights.RequesterKind;
import dev.yinhu.subjectrights.RightsException;
import dev.yinhu.subjectrights.cases.Case;
import dev.yinhu.subjectrights.cases.CasePersons;
import dev.yinhu.subjectrights.cases.CaseWork;
import dev.yinhu.subjectrights.cases.Facts;
import dev.yinhu.subjectrights.cases.HandWork;
import dev.yinhu.subjectrights.cases.Step;
import dev.yinhu.subjectrights.cases.StepResult;
import dev.yinhu.subjectrights.connect.Answer;
import dev.yinhu.subjectrights.connect.OpenRecipients;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How requests to take a consent back are carried out: it counts at once ({@code
 * consent-withdraw}), and each recipient of the purpose is told to stop ({@code consent-stop}).
 * Plan the work {@linkplain CaseWork#at at} a purpose. Safe for use by many threads.
 */
public final class Withdrawal {
  private static final String WITHDRAW = "consent-withdraw";
  private static final String STOP = "consent-stop";
  private static final String PURPOSE = "purpose";

  private final Supplier<Register> register;
  private final Consents consents;
  private final CasePersons persons;
  private final OpenRecipients recipients;
  private final HandWork hand;
  private final String caller;

  /**
   * Nothing is opened or started.
   *
   * @param register that in force
   * @param persons who the cases are about
   * @param recipients who is told by signed requests
   * @param hand what staff answered for recipients whom nothing here reaches
   * @param caller by whose name it is in the log
   */
  public Withdrawal(
      Supplier<Register> register,
      Consents consents,
      CasePersons persons,
      OpenRecipients recipients,
      HandWork hand,
      String caller) {
    this.register = register;
    this.consents = consents;
    this.persons = persons;
    this.recipients = recipients;
    this.hand = hand;
    this.caller = caller;
  }

  /** For withdrawals. */
  public CaseWork work() {
    return new CaseWork(
        List.of(new Step.Planned(WITHDRAW)), Map.of(WITHDRAW, this::withdraw, STOP, this::stop));
  }

  private StepResult withdraw(Case subject, Step step) {
    if (hand.answer(subject, step).isPresent()) {
      return new StepResult.Done(hand.answer(subject, step).orElseThrow().facts());
    }
    Optional<PurposeDeclaration> purpose = purpose(step.place());
    if (purpose.isEmpty()) {
      return new StepResult.Human("no-such-consent", Facts.NONE);
    }
    long event =
        consents.decide(
            subject.subject(),
            new NewDecision(
                purpose.get().key(),
                Decision.WITHDRAWN,
                Optional.empty(),
                Optional.empty(),
                subject.openedBy(),
                Optional.of(subject.id()),
                subject.requester() == RequesterKind.GUARDIAN
                    ? DecidedBy.GUARDIAN
                    : DecidedBy.SUBJECT),
            register.get(),
            new Consents.Order(caller, subject.id().text()));
    List<Step.Planned> next = new ArrayList<>();
    Facts told = Facts.NONE.with(PURPOSE, purpose.get().key().key());
    purpose.get().recipients().forEach(to -> next.add(new Step.Planned(STOP, to, told)));
    return new StepResult.Done(
        Facts.NONE.with("event", event).with("recipients", next.size()), next);
  }

  private Optional<PurposeDeclaration> purpose(String key) {
    return key.isEmpty()
        ? Optional.empty()
        : register.get().purpose(new Purpose(key)).filter(PurposeDeclaration::needsConsent);
  }

  /** A recipient that nothing here reaches is told by staff, who say so with evidence. */
  private StepResult stop(Case subject, Step step) {
    Facts recipient = Facts.NONE.with("recipient", step.place());
    return hand.answer(subject, step)
        .<StepResult>map(given -> new StepResult.Done(given.facts()))
        .or(() -> told(subject, step).map(answer -> of(answer, recipient)))
        .orElseGet(() -> new StepResult.Human("tell-recipient", recipient));
  }

  private Optional<Answer<Boolean>> told(Case subject, Step step) {
    Purpose purpose = new Purpose(step.input().values().getOrDefault(PURPOSE, ""));
    SubjectId person =
        persons
            .of(subject.id())
            .orElseThrow(() ->
                new RightsException(
                    "case " + subject.id() + " has ended: nobody knows whom it is about"));
    return recipients.stop(step.place(), purpose, person);
  }

  private static StepResult of(Answer<Boolean> answer, Facts recipient) {
    return switch (answer) {
      case Answer.Known<Boolean> _ -> new StepResult.Done(recipient.with("stopped", "told"));
      case Answer.Failed<Boolean>(String code) -> new StepResult.Human(code, recipient);
    };
  }
}
