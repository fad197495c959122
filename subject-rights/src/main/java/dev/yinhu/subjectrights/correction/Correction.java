package dev.yinhu.subjectrights.correction;

import dev.yinhu.fieldaccess.FieldAccess;
import dev.yinhu.register.PurposeDeclaration;
import dev.yinhu.register.Register;
import dev.yinhu.register.SubjectId;
import dev.yinhu.subjectrights.RightsException;
import dev.yinhu.subjectrights.cases.Case;
import dev.yinhu.subjectrights.cases.CasePersons;
import dev.yinhu.subjectrights.cases.CaseWork;
import dev.yinhu.subjectrights.cases.Facts;
import dev.yinhu.subjectrights.cases.HandAnswer;
import dev.yinhu.subjectrights.cases.HandOutcome;
import dev.yinhu.subjectrights.cases.HandWork;
import dev.yinhu.subjectrights.cases.Step;
import dev.yinhu.subjectrights.cases.StepResult;
import dev.yinhu.subjectrights.connect.Answer;
import dev.yinhu.subjectrights.connect.OpenRecipients;
import dev.yinhu.subjectrights.connect.Stores;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * How corrections and supplements are carried out: looked at ({@code correct-check}), by somebody
 * where the category of the field asks for it ({@code correct-review}), written ({@code
 * correct-write}), and told to those who get the field ({@code correct-tell}). A request that
 * brought no value waits for staff. Safe for use by many threads.
 */
public final class Correction {
  private static final String CHECK = "correct-check";
  private static final String REVIEW = "correct-review";
  private static final String WRITE = "correct-write";
  private static final String TELL = "correct-tell";

  private final Ground ground;

  /**
   * What it stands on.
   *
   * @param register that in force
   * @param persons who the cases are about
   * @param access gives {@code subject-rights} encrypt on the fields, by the register
   * @param recipients who is told by signed requests
   * @param hand what staff answered where a step waited for them
   * @param strong whether who asks was proven by more than the platform's word
   * @param zone whose days count for the age of a person
   */
  public record Ground(
      Supplier<Register> register,
      Supplier<Stores> stores,
      CasePersons persons,
      FieldAccess access,
      NewValues values,
      OpenRecipients recipients,
      HandWork hand,
      Predicate<Case> strong,
      ZoneId zone,
      InstantSource clock) {
    SubjectId person(Case subject) {
      return persons
          .of(subject.id())
          .orElseThrow(() ->
              new RightsException(
                  "case " + subject.id() + " has ended: nobody knows whom it is about"));
    }
  }

  /** Nothing is opened or started. */
  public Correction(Ground ground) {
    this.ground = ground;
  }

  /** For corrections and supplements. */
  public CaseWork work() {
    return new CaseWork(
        List.of(new Step.Planned(CHECK)),
        Map.of(CHECK, this::check, REVIEW, this::review, WRITE, this::write, TELL, this::tell));
  }

  /** Who answers for what cannot be done here has done it; nothing is written over it. */
  private StepResult check(Case subject, Step step) {
    Optional<HandAnswer> answer = ground.hand().answer(subject, step);
    if (answer.isPresent()) {
      return new StepResult.Done(answer.get().facts());
    }
    Optional<NewValue> wanted = ground.values().of(subject.id());
    if (wanted.isEmpty()) {
      return new StepResult.Human("waits-for-staff", Facts.NONE);
    }
    String field = wanted.get().field().text();
    return switch (new Checking(ground).check(subject, wanted.get())) {
      case Checking.Verdict.Hindered(String code) ->
          new StepResult.Human(code, Facts.NONE.with("field", place(field)));
      case Checking.Verdict.Waits(var event, String reason) ->
          new StepResult.Until(event, Facts.NONE.with("reason", reason));
      case Checking.Verdict.Review(String code) ->
          new StepResult.Done(
              Facts.NONE.with("review", code),
              List.of(new Step.Planned(REVIEW, field, Facts.NONE.with("code", code))));
      case Checking.Verdict.Write _ -> new StepResult.Done(Facts.NONE, writing(field));
    };
  }

  /** Names of the register are not all letters of ASCII, and the journal takes no others. */
  private static String place(String field) {
    return field.matches("[A-Za-z0-9._:+/=*-]{0,200}") ? field : "";
  }

  private static List<Step.Planned> writing(String field) {
    return List.of(new Step.Planned(WRITE, field, Facts.NONE));
  }

  private StepResult review(Case subject, Step step) {
    return ground
        .hand()
        .answer(subject, step)
        .<StepResult>map(given ->
            new StepResult.Done(
                given.facts(),
                given.outcome() == HandOutcome.DONE ? writing(step.place()) : List.of()))
        .orElseGet(() ->
            new StepResult.Human(
                step.input().values().getOrDefault("code", "proof-of-category"), Facts.NONE));
  }

  /** The same values again where it was interrupted, so that they stand there once. */
  private StepResult write(Case subject, Step step) {
    Optional<HandAnswer> answer = ground.hand().answer(subject, step);
    if (answer.isPresent()) {
      return new StepResult.Done(answer.get().facts(), telling(step.place()));
    }
    return switch (new Checking(ground).write(subject, value(subject))) {
      case Answer.Known<Long>(Long rows) when rows > 0 ->
          new StepResult.Done(Facts.NONE.with("changed", rows), telling(step.place()));
      case Answer.Known<Long> _ -> new StepResult.Human("not-found", Facts.NONE);
      case Answer.Failed<Long>(String code) -> new StepResult.Human(code, Facts.NONE);
    };
  }

  private NewValue value(Case subject) {
    return ground
        .values()
        .of(subject.id())
        .orElseThrow(() -> new RightsException("case " + subject.id() + " holds no value"));
  }

  /** Those of every active purpose that covers the field. */
  private List<Step.Planned> telling(String field) {
    List<Step.Planned> steps = new ArrayList<>();
    ground.register().get().purposes().stream()
        .filter(PurposeDeclaration::isActive)
        .filter(purpose -> purpose.fields().stream().anyMatch(one -> one.text().equals(field)))
        .flatMap(purpose -> purpose.recipients().stream())
        .distinct()
        .forEach(recipient -> steps.add(new Step.Planned(TELL, recipient, Facts.NONE)));
    return steps;
  }

  /** A recipient that nothing here reaches is told by staff, who say so with evidence. */
  private StepResult tell(Case subject, Step step) {
    Facts recipient = Facts.NONE.with("recipient", step.place());
    Optional<HandAnswer> answer = ground.hand().answer(subject, step);
    if (answer.isPresent()) {
      return new StepResult.Done(answer.get().facts());
    }
    NewValue value = value(subject);
    return ground
        .recipients()
        .correct(step.place(), value.field(), value.value(), ground.person(subject))
        .<StepResult>map(told ->
            switch (told) {
              case Answer.Known<Boolean> _ -> new StepResult.Done(recipient.with("told", "yes"));
              case Answer.Failed<Boolean>(String code) -> new StepResult.Human(code, recipient);
            })
        .orElseGet(() -> new StepResult.Human("tell-recipient", recipient));
  }
}
