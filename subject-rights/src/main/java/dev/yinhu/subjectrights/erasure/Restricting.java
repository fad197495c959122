package dev.yinhu.subjectrights.erasure;

import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.SubjectId;
import dev.yinhu.register.graph.Node;
import dev.yinhu.subjectrights.cases.Case;
import dev.yinhu.subjectrights.cases.Facts;
import dev.yinhu.subjectrights.cases.Step;
import dev.yinhu.subjectrights.cases.StepResult;
import dev.yinhu.subjectrights.connect.Answer;
import dev.yinhu.subjectrights.connect.StoreConnector;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The steps of a deletion that see to what laws keep. */
final class Restricting {
  static final String RESTRICT = "erase-restrict";
  static final String KEEP = "erase-keep";

  private final Deletion deletion;

  Restricting(Deletion deletion) {
    this.deletion = deletion;
  }

  /** Hands the ciphertexts that are kept of a collection to a key of the case's own. */
  StepResult restrict(Case subject, Step step) {
    Planning planning = deletion.planning(subject);
    Optional<Node> node = planning.node(Deletion.place(step));
    Optional<StoreConnector> store =
        node.flatMap(one -> deletion.ground().stores().get().of(one.name().dataset()));
    if (node.isEmpty() || store.isEmpty()) {
      return new StepResult.Human(node.isEmpty() ? "not-declared" : "no-connector", Facts.NONE);
    }
    SubjectId person = deletion.person(subject.id());
    long moved = 0;
    long clear = 0;
    long inClear = 0;
    long gone = 0;
    for (DeclaredField field : kept(planning, node.get())) {
      if (field.protection().isEmpty() || field.subject().isEmpty()) {
        inClear++;
        continue;
      }
      Resealing resealing = new Resealing(deletion.ground(), subject.id(), person, field.ref());
      Answer<Long> changed = store.get().change(node.get(), person, field.ref(), resealing::change);
      if (changed instanceof Answer.Failed<Long>(String code)) {
        return new StepResult.Human(code, Facts.NONE);
      }
      moved += changed instanceof Answer.Known<Long>(Long values) ? values : 0;
      clear += resealing.clear();
      gone += resealing.gone();
    }
    return new StepResult.Done(
        Facts.NONE
            .with("resealed", moved)
            .with("values-in-clear", clear)
            .with("values-gone", gone)
            .with("fields-in-clear", inClear));
  }

  private static List<DeclaredField> kept(Planning planning, Node node) {
    CollectionPlan plan = planning.plan(node, false);
    return node.declared().fields().stream()
        .filter(field -> plan.parts().stream().anyMatch(part -> isKept(part, field.ref())))
        .toList();
  }

  private static boolean isKept(CollectionPlan.Part part, FieldRef field) {
    return part.fields().get(field) instanceof Fate.Restricted;
  }

  /** Remembers until when, so that it is erased by itself. */
  StepResult keep(Case subject, Step step) {
    Optional<LocalDate> next =
        deletion.preview(subject).counted().stream()
            .flatMap(one -> one.next().stream())
            .min(LocalDate::compareTo);
    next.ifPresent(due ->
        deletion
            .ground()
            .kept()
            .remember(
                subject.id(),
                deletion.person(subject.id()),
                due,
                deletion.day(subject.received())));
    return new StepResult.Done(
        next.map(due -> Facts.NONE.with("due", due.toString())).orElse(Facts.NONE));
  }
}
