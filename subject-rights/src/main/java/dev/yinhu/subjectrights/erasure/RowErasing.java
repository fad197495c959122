package dev.yinhu.subjectrights.erasure;

import dev.yinhu.register.SubjectId;
import dev.yinhu.register.graph.Node;
import dev.yinhu.subjectrights.cases.Case;
import dev.yinhu.subjectrights.cases.Facts;
import dev.yinhu.subjectrights.cases.HandAnswer;
import dev.yinhu.subjectrights.cases.Step;
import dev.yinhu.subjectrights.cases.StepResult;
import dev.yinhu.subjectrights.connect.Answer;
import dev.yinhu.subjectrights.connect.ErasePlan;
import dev.yinhu.subjectrights.connect.Erased;
import dev.yinhu.subjectrights.connect.StoreConnector;
import dev.yinhu.subjectrights.connect.Tally;
import java.util.List;
import java.util.Optional;

/** The steps of a deletion that erase rows. Again they erase what is left, which may be nothing. */
final class RowErasing {
  static final String ROWS = "erase-rows";
  static final String SWEEP = "erase-sweep";
  static final String FOUND = "found";
  static final String ERASED = "erased";
  static final String CHANGED = "changed";
  static final String RESTRICTED = "restricted";
  static final String OUTCOME = "outcome";
  private static final String CLEAN = "clean";
  private static final String LATE = "late";
  private static final int CLEAN_LOOKS = 2;
  private static final int MOST_LOOKS = 20;

  private final Deletion deletion;

  RowErasing(Deletion deletion) {
    this.deletion = deletion;
  }

  /** Erases the rows of one collection. */
  StepResult erase(Case subject, Step step) {
    Planning planning = deletion.planning(subject);
    Optional<Node> node = planning.node(Deletion.place(step));
    if (node.isEmpty()) {
      return trouble(subject, step, "not-declared");
    }
    Optional<StoreConnector> store = store(node.get());
    if (store.isEmpty()) {
      return trouble(subject, step, "no-connector");
    }
    boolean stays = step.input().values().containsKey(Beginning.STAYS);
    CollectionPlan plan = planning.plan(node.get(), stays);
    return switch (erase(store.get(), plan, deletion.person(subject.id()))) {
      case Answer.Known<Facts>(Facts facts) -> new StepResult.Done(facts);
      case Answer.Failed<Facts>(String code) -> trouble(subject, step, code);
    };
  }

  /** Somebody may have answered for it; the certificate says so. */
  private StepResult trouble(Case subject, Step step, String code) {
    Optional<HandAnswer> answer = deletion.ground().hand().answer(subject, step);
    return answer
        .<StepResult>map(given ->
            new StepResult.Done(
                Facts.NONE
                    .with("code", code)
                    .with(OUTCOME, "by-hand-" + given.outcome().wire())
                    .with("evidence", given.evidence())))
        .orElseGet(() -> new StepResult.Human(code, Facts.NONE.with("code", code)));
  }

  private Optional<StoreConnector> store(Node node) {
    return deletion.ground().stores().get().of(node.name().dataset());
  }

  private static Answer<Facts> erase(StoreConnector store, CollectionPlan plan, SubjectId person) {
    Answer<List<Tally>> before = store.tally(plan.node(), person, plan.plan());
    if (before instanceof Answer.Failed<List<Tally>>(String code)) {
      return new Answer.Failed<>(code);
    }
    Answer<Erased> erased = store.erase(plan.node(), person, plan.plan());
    if (erased instanceof Answer.Failed<Erased>(String code)) {
      return new Answer.Failed<>(code);
    }
    return new Answer.Known<>(
        before instanceof Answer.Known<List<Tally>>(List<Tally> tallies)
            ? facts(plan, tallies)
            : Facts.NONE);
  }

  private static Facts facts(CollectionPlan plan, List<Tally> tallies) {
    long found = 0;
    long erased = 0;
    long changed = 0;
    long restricted = 0;
    for (int i = 0; i < tallies.size(); i++) {
      long rows = tallies.get(i).rows();
      CollectionPlan.Part part = plan.parts().get(i);
      found += rows;
      restricted += part.isRestricted() ? rows : 0;
      switch (part.plan()) {
        case ErasePlan.DeleteRows _ -> erased += rows;
        case ErasePlan.Overwrite _ -> changed += rows;
        case ErasePlan.Keep _, ErasePlan.ByDate _ -> {
          // Nothing of these rows is changed.
        }
      }
    }
    return Facts.NONE
        .with(FOUND, found)
        .with(ERASED, erased)
        .with(CHANGED, changed)
        .with(RESTRICTED, restricted);
  }

  /** Looks until nothing was found twice in a row; what came in meanwhile is erased. */
  StepResult sweep(Case subject, Step step) {
    long clean = number(step.result(), CLEAN);
    long late = number(step.result(), LATE);
    boolean atOnce = deletion.ground().settings().sweepPause().isZero();
    for (int look = 0; look < MOST_LOOKS; look++) {
      Answer<Long> found = look(subject);
      if (found instanceof Answer.Failed<Long>(String code)) {
        return trouble(subject, step, code);
      }
      long rows = found instanceof Answer.Known<Long>(Long count) ? count : 0;
      clean = rows == 0 ? clean + 1 : 0;
      late += rows;
      Facts facts = Facts.NONE.with(CLEAN, clean).with(LATE, late);
      if (clean == CLEAN_LOOKS) {
        return new StepResult.Done(facts);
      }
      if (!atOnce) {
        return new StepResult.Later(deletion.ground().settings().sweepPause(), facts);
      }
    }
    return new StepResult.Human("rows-keep-coming", Facts.NONE.with(LATE, late));
  }

  private static long number(Facts facts, String name) {
    return Long.parseLong(facts.values().getOrDefault(name, "0"));
  }

  /** One look at every collection; gives how many rows were found, which are erased now. */
  private Answer<Long> look(Case subject) {
    Preview preview = deletion.preview(subject);
    SubjectId person = deletion.person(subject.id());
    long found = 0;
    for (Preview.Collection one : preview.collections()) {
      Answer<Long> late = late(one, person);
      if (late instanceof Answer.Failed<Long>(String code)) {
        return new Answer.Failed<>(code);
      }
      found += late instanceof Answer.Known<Long>(Long rows) ? rows : 0;
    }
    return new Answer.Known<>(found);
  }

  private Answer<Long> late(Preview.Collection one, SubjectId person) {
    if (!(one instanceof Preview.Collection.Counted counted)) {
      return new Answer.Failed<>(((Preview.Collection.Failed) one).code());
    }
    if (counted.rows() == 0) {
      return new Answer.Known<>(0L);
    }
    CollectionPlan plan = counted.plan();
    StoreConnector store = store(plan.node()).orElseThrow();
    Answer<Long> left = store.remaining(plan.node(), person, plan.plan());
    if (left instanceof Answer.Known<Long>(Long rows) && rows > 0) {
      Answer<Erased> erased = store.erase(plan.node(), person, plan.plan());
      if (erased instanceof Answer.Failed<Erased>(String code)) {
        return new Answer.Failed<>(code);
      }
    }
    return left;
  }
}
