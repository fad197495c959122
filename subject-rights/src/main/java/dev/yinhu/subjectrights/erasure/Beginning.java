package dev.yinhu.subjectrights.erasure;

import dev.yinhu.register.SubjectId;
import dev.yinhu.subjectrights.cases.Case;
import dev.yinhu.subjectrights.cases.CaseEvent;
import dev.yinhu.subjectrights.cases.Facts;
import dev.yinhu.subjectrights.cases.Step;
import dev.yinhu.subjectrights.cases.StepResult;
import dev.yinhu.subjectrights.connect.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The steps of a deletion up to the point of no return. */
final class Beginning {
  static final String PLAN = "erase-plan";
  static final String HOLDS = "erase-holds";
  static final String COOL = "erase-cool";
  static final String BEGIN = "erase-begin";
  static final List<Step.Planned> FIRST =
      List.of(
          new Step.Planned(PLAN),
          new Step.Planned(HOLDS),
          new Step.Planned(COOL),
          new Step.Planned(BEGIN));

  static final String STAYS = "stays";
  static final String STORE_AWAY = "store-away";
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String UNTIL = "until";

  private final Deletion deletion;

  Beginning(Deletion deletion) {
    this.deletion = deletion;
  }

  /** Everything can be seen; else somebody has to see to it before anything is destroyed. */
  StepResult plan(Case subject, Step step) {
    Preview preview = deletion.preview(subject);
    return trouble(preview)
        .or(() -> hindered(subject, step, preview))
        .orElseGet(() -> new StepResult.Done(counts(preview)));
  }

  /**
   * What can be known of why a store would refuse later is known now, before anything is destroyed.
   * Somebody may have answered for it: then it is left to them when the deletion comes there.
   */
  private Optional<StepResult> hindered(Case subject, Step step, Preview preview) {
    if (deletion.ground().hand().answer(subject, step).isPresent()) {
      return Optional.empty();
    }
    SubjectId person = deletion.person(subject.id());
    for (Preview.Collection.Counted one : preview.counted()) {
      Optional<String> code = one.rows() == 0 ? Optional.empty() : hindrance(one, person);
      if (code.isPresent()) {
        return code.map(
            known -> new StepResult.Human(known, Facts.NONE.with("collection", one.name().text())));
      }
    }
    return Optional.empty();
  }

  private Optional<String> hindrance(Preview.Collection.Counted one, SubjectId person) {
    return deletion
        .ground()
        .stores()
        .get()
        .of(one.name().dataset())
        .flatMap(store -> store.hindrance(one.plan().node(), person, one.plan().plan()));
  }

  private Optional<StepResult> trouble(Preview preview) {
    List<Preview.Collection.Failed> failed = preview.failed();
    if (failed.isEmpty()) {
      return Optional.empty();
    }
    Facts facts = Facts.NONE.with("failed", failed.size());
    Optional<String> lasting =
        failed.stream()
            .map(Preview.Collection.Failed::code)
            .filter(code -> !code.equals(STORE_AWAY))
            .findFirst();
    return Optional.of(
        lasting
            .<StepResult>map(code -> new StepResult.Human(code, facts))
            .orElseGet(() -> new StepResult.Later(SOON, facts.with("failure", STORE_AWAY))));
  }

  private static Facts counts(Preview preview) {
    long rows = preview.counted().stream().mapToLong(Preview.Collection.Counted::rows).sum();
    long kept = preview.counted().stream().mapToLong(Preview.Collection.Counted::restricted).sum();
    return Facts.NONE
        .with("collections", preview.collections().size())
        .with("rows", rows)
        .with("restricted", kept);
  }

  /** Something that ends by itself may stand against it. */
  StepResult holds(Case subject, Step step) {
    return against(subject).orElseGet(() -> new StepResult.Done(Facts.NONE));
  }

  private Optional<StepResult> against(Case subject) {
    Answer<Optional<String>> reason =
        new Waiting(deletion.ground(), deletion.planning(subject), deletion.today())
            .reason(subject, deletion.person(subject.id()));
    return switch (reason) {
      case Answer.Failed<Optional<String>>(String code) ->
          Optional.of(new StepResult.Human(code, Facts.NONE));
      case Answer.Known<Optional<String>>(Optional<String> code) -> code.map(this::deferred);
    };
  }

  private StepResult deferred(String reason) {
    Instant until =
        deletion.ground().clock().instant().plus(deletion.ground().settings().lookAgain());
    return new StepResult.Until(
        new CaseEvent.Deferred(reason, until), Facts.NONE.with("reason", reason));
  }

  /** The end is written down with the first attempt, so that no repetition moves it. */
  StepResult coolingOff(Case subject, Step step) {
    Instant now = deletion.ground().clock().instant();
    String noted = step.result().values().get(UNTIL);
    Instant until =
        noted == null ? now.plus(deletion.ground().settings().coolingOff()) : Instant.parse(noted);
    Facts facts = Facts.NONE.with(UNTIL, until.toString());
    return now.isBefore(until)
        ? new StepResult.Until(new CaseEvent.CoolingOffBegan(until), facts)
        : new StepResult.Done(facts);
  }

  /** What holds after the cooling-off decides; from here on nobody takes it back. */
  StepResult begin(Case subject, Step step) {
    if (!subject.committed()) {
      Preview before = deletion.preview(subject);
      return against(subject)
          .or(() -> trouble(before))
          .or(() -> hindered(subject, step, before))
          .orElseGet(() -> new StepResult.Until(new CaseEvent.PointOfNoReturn(), Facts.NONE));
    }
    deletion.ground().tombstones().place(subject.subject(), subject.id());
    Preview preview = deletion.preview(subject);
    return trouble(preview)
        .orElseGet(() -> new StepResult.Done(counts(preview), following(preview)));
  }

  private static List<Step.Planned> following(Preview preview) {
    List<Step.Planned> steps = new ArrayList<>();
    List<Step.Planned> restricting = new ArrayList<>();
    for (Preview.Collection.Counted one : preview.counted()) {
      Facts input = Facts.NONE.with("planned", one.rows());
      steps.add(
          new Step.Planned(
              RowErasing.ROWS,
              one.name().text(),
              one.plan().stays() ? input.with(STAYS, "yes") : input));
      if (one.restricted() > 0) {
        restricting.add(new Step.Planned(Restricting.RESTRICT, one.name().text(), Facts.NONE));
      }
    }
    steps.add(new Step.Planned(RowErasing.SWEEP));
    steps.addAll(restricting);
    steps.add(new Step.Planned(Restricting.KEEP));
    steps.add(new Step.Planned(Shredding.SHRED));
    steps.add(new Step.Planned(Shredding.CERTIFICATE));
    return steps;
  }
}
