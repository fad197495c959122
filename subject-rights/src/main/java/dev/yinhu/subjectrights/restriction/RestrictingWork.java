package dev.yinhu.subjectrights.restriction;

import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Register;
import dev.yinhu.subjectrights.cases.Case;
import dev.yinhu.subjectrights.cases.CaseWork;
import dev.yinhu.subjectrights.cases.Facts;
import dev.yinhu.subjectrights.cases.HandWork;
import dev.yinhu.subjectrights.cases.Step;
import dev.yinhu.subjectrights.cases.StepResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How requests to restrict are carried out: a step for each field that is named, or one for all.
 * Plan the work {@linkplain CaseWork#at(List) at} the fields. Safe for use by many threads.
 */
public final class RestrictingWork {
  private static final String RESTRICT = "restrict-field";

  private final Supplier<Register> register;
  private final Restrictions restrictions;
  private final HandWork hand;
  private final String caller;

  /**
   * Nothing is opened or started.
   *
   * @param register that in force
   * @param hand what staff answered for fields that cannot be restricted here
   * @param caller by whose name it is in the log
   */
  public RestrictingWork(
      Supplier<Register> register, Restrictions restrictions, HandWork hand, String caller) {
    this.register = register;
    this.restrictions = restrictions;
    this.hand = hand;
    this.caller = caller;
  }

  /** For restrictions. */
  public CaseWork work() {
    return new CaseWork(List.of(new Step.Planned(RESTRICT)), Map.of(RESTRICT, this::restrict));
  }

  private StepResult restrict(Case subject, Step step) {
    var answer = hand.answer(subject, step);
    if (answer.isPresent()) {
      return new StepResult.Done(answer.get().facts());
    }
    Optional<FieldRef> field =
        Optional.of(step.place()).filter(place -> !place.isEmpty()).map(FieldRef::parse);
    Optional<String> hindrance = field.flatMap(this::hindrance);
    if (hindrance.isPresent()) {
      return new StepResult.Human(hindrance.get(), Facts.NONE);
    }
    restrictions.place(
        subject.subject(),
        field,
        subject.id(),
        new Restrictions.Order(caller, subject.id().text()));
    return new StepResult.Done(Facts.NONE.with("restricted", field.isEmpty() ? "all" : "field"));
  }

  /** What stands in clear in a store is read past this service, so people have to see to it. */
  private Optional<String> hindrance(FieldRef field) {
    Optional<DeclaredField> declared = register.get().field(field);
    if (declared.isEmpty()) {
      return Optional.of("no-such-field");
    }
    return declared.get().protection().isEmpty()
        ? Optional.of("stands-in-clear")
        : Optional.empty();
  }
}
