package dev.yinhu.subjectrights.correction;

import dev.yinhu.fieldaccess.FieldAccess;
import dev.yinhu.fieldaccess.Requester;
import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Purpose;
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
import dev.yinhu.subjectrights.erasure.TombstoneBook;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * How corrections and supplements are carried out: looked at ({@code correct-check}), by somebody
 * where the category of the field asks for it ({@code correct-review}), written wherever the same
 * thing stands by the register ({@code correct-write}), told to who keeps the minors where it is a
 * day of birth ({@code correct-minor}), and to those who get the field ({@code correct-tell}). A
 * request that brought no value waits for staff. Safe for use by many threads.
 */
public final class Correction {
  private static final String CHECK = "correct-check";
  private static final String REVIEW = "correct-review";
  private static final String WRITE = "correct-write";
  private static final String MINOR = "correct-minor";
  private static final String TELL = "correct-tell";

  private final Ground ground;

  /**
   * What it stands on.
   *
   * @param register that in force
   * @param persons who the cases are about
   * @param access gives {@code subject-rights} encrypt on the fields, by the register
   * @param duty the purpose for which what stands in a field is shown masked
   * @param recipients who is told by signed requests
   * @param hand what staff answered where a step waited for them
   * @param strong whether who asks was proven by more than the platform's word
   * @param minors who is under fourteen
   * @param zone whose days count for the age of a person
   */
  public record Ground(
      Supplier<Register> register,
      Supplier<Stores> stores,
      CasePersons persons,
      FieldAccess access,
      Purpose duty,
      NewValues values,
      OpenRecipients recipients,
      HandWork hand,
      Predicate<Case> strong,
      MinorRegime minors,
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
        Map.of(
            CHECK,
            this::check,
            REVIEW,
            this::review,
            WRITE,
            this::write,
            MINOR,
            this::minor,
            TELL,
            this::tell));
  }

  /** By the register in force now. */
  private FieldPlaces places() {
    return new FieldPlaces(ground.register().get(), ground.stores().get());
  }

  private Writing writing() {
    return new Writing(ground, ground.register().get(), places());
  }

  /** Who answers for what cannot be done here has done it; nothing is written over it. */
  private StepResult check(Case subject, Step step) {
    Optional<HandAnswer> answer = ground.hand().answer(subject, step);
    Optional<NewValue> wanted = ground.values().of(subject.id());
    if (answer.isPresent()) {
      return new StepResult.Done(
          answer.get().facts(),
          wanted.filter(_ -> isDone(answer.get())).map(this::afterByHand).orElse(List.of()));
    }
    if (wanted.isEmpty()) {
      return new StepResult.Human("waits-for-staff", Facts.NONE);
    }
    show(subject, wanted.get());
    FieldRef field = wanted.get().field();
    return switch (new Checking(ground, places()).check(subject, wanted.get())) {
      case Checking.Verdict.Hindered(String code) ->
          new StepResult.Human(code, Facts.NONE.with("field", place(field.text())));
      case Checking.Verdict.Waits(var event, String reason) ->
          new StepResult.Until(event, Facts.NONE.with("reason", reason));
      case Checking.Verdict.Review(String code) ->
          new StepResult.Done(
              Facts.NONE.with("review", code),
              List.of(new Step.Planned(REVIEW, field.text(), Facts.NONE.with("code", code))));
      case Checking.Verdict.Write _ -> new StepResult.Done(Facts.NONE, writes(field));
    };
  }

  private static boolean isDone(HandAnswer answer) {
    return answer.outcome() == HandOutcome.DONE;
  }

  /** Keeps masks of the old value and the new for those who decide. */
  private void show(Case subject, NewValue wanted) {
    Requester requester = new Requester(TombstoneBook.CALLER, subject.id().text());
    switch (places().of(wanted.field())) {
      case Answer.Known<FieldPlace>(FieldPlace place) ->
          ground
              .values()
              .keep(
                  subject.id(),
                  new MaskedValues(ground.access(), requester, ground.duty())
                      .of(place, ground.person(subject), wanted));
      case Answer.Failed<FieldPlace> _ -> {
        // What cannot be found cannot be shown.
      }
    }
  }

  /** Names of the register are not all letters of ASCII, and the journal takes no others. */
  private static String place(String field) {
    return field.matches("[A-Za-z0-9._:+/=*-]{0,200}") ? field : "";
  }

  /** The field first, then those that hold the same. */
  private List<Step.Planned> writes(FieldRef field) {
    List<Step.Planned> steps = new ArrayList<>();
    steps.add(new Step.Planned(WRITE, field.text(), Facts.NONE));
    steps.addAll(copies(field));
    return steps;
  }

  private List<Step.Planned> copies(FieldRef field) {
    return places().copies(field).stream()
        .map(copy -> new Step.Planned(WRITE, copy.text(), Facts.NONE))
        .toList();
  }

  /** Somebody wrote the field by hand: where the same stands follows. */
  private List<Step.Planned> afterByHand(NewValue wanted) {
    List<Step.Planned> steps = new ArrayList<>(copies(wanted.field()));
    steps.addAll(after(wanted));
    return steps;
  }

  private StepResult review(Case subject, Step step) {
    return ground
        .hand()
        .answer(subject, step)
        .<StepResult>map(given ->
            new StepResult.Done(
                given.facts(), isDone(given) ? writes(FieldRef.parse(step.place())) : List.of()))
        .orElseGet(() ->
            new StepResult.Human(
                step.input().values().getOrDefault("code", "proof-of-category"), Facts.NONE));
  }

  /** The same values again where it was interrupted, so that they stand there once. */
  private StepResult write(Case subject, Step step) {
    Optional<HandAnswer> answer = ground.hand().answer(subject, step);
    NewValue wanted = value(subject);
    boolean isCopy = !step.place().equals(wanted.field().text());
    List<Step.Planned> next = isCopy ? List.of() : after(wanted);
    if (answer.isPresent()) {
      return new StepResult.Done(answer.get().facts(), isDone(answer.get()) ? next : List.of());
    }
    return switch (writing().write(subject, FieldRef.parse(step.place()), wanted)) {
      case Answer.Known<Long>(Long rows) when rows > 0 || isCopy ->
          new StepResult.Done(Facts.NONE.with("changed", rows), next);
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

  /** Who keeps the minors is told of a day of birth, then the recipients. */
  private List<Step.Planned> after(NewValue wanted) {
    List<Step.Planned> steps = new ArrayList<>();
    boolean tellsAge =
        declared(wanted)
            .filter(
                field -> Birth.isBirthDate(field) || Birth.of(field, wanted.value()).isPresent())
            .isPresent();
    if (tellsAge) {
      steps.add(new Step.Planned(MINOR, wanted.field().text(), Facts.NONE));
    }
    writing().recipients(wanted.field()).stream()
        .map(recipient -> new Step.Planned(TELL, recipient, Facts.NONE))
        .forEach(steps::add);
    return steps;
  }

  private Optional<DeclaredField> declared(NewValue wanted) {
    return ground.register().get().field(wanted.field());
  }

  /** The rules for who is under fourteen begin, or end, with the day of birth. */
  private StepResult minor(Case subject, Step step) {
    Optional<HandAnswer> answer = ground.hand().answer(subject, step);
    if (answer.isPresent()) {
      return new StepResult.Done(answer.get().facts());
    }
    NewValue wanted = value(subject);
    Optional<LocalDate> birth = declared(wanted).flatMap(field -> Birth.of(field, wanted.value()));
    if (birth.isEmpty()) {
      return new StepResult.Human("not-a-date", Facts.NONE);
    }
    LocalDate today = LocalDate.ofInstant(ground.clock().instant(), ground.zone());
    boolean minor = Birth.isMinor(birth.get(), today);
    ground.minors().tell(subject.subject(), minor, Birth.fourteenth(birth.get()), subject.id());
    return new StepResult.Done(Facts.NONE.with("minor", minor ? "yes" : "no"));
  }

  /** A recipient that nothing here reaches is told by staff, who say so with evidence. */
  private StepResult tell(Case subject, Step step) {
    Facts recipient = Facts.NONE.with("recipient", step.place());
    Optional<HandAnswer> answer = ground.hand().answer(subject, step);
    if (answer.isPresent()) {
      return new StepResult.Done(answer.get().facts());
    }
    NewValue value = value(subject);
    FieldRef known = writing().known(step.place(), value.field());
    return ground
        .recipients()
        .correct(step.place(), known, value.value(), ground.person(subject))
        .<StepResult>map(told ->
            switch (told) {
              case Answer.Known<Boolean> _ -> new StepResult.Done(recipient.with("told", "yes"));
              case Answer.Failed<Boolean>(String code) -> new StepResult.Human(code, recipient);
            })
        .orElseGet(() -> new StepResult.Human("tell-recipient", recipient));
  }
}
