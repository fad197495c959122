package dev.yinhu.subjectrights.erasure;

import dev.yinhu.register.Deferral;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.SubjectId;
import dev.yinhu.register.graph.CollectionName;
import dev.yinhu.register.graph.Node;
import dev.yinhu.subjectrights.cases.Case;
import dev.yinhu.subjectrights.connect.Answer;
import dev.yinhu.subjectrights.connect.StoreConnector;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What stands against a deletion for now: rows that are still dealt with, and legal holds. */
final class Waiting {
  static final String LEGAL_HOLD = "legal-hold";

  private final Deletion.Ground ground;
  private final Planning planning;
  private final LocalDate today;

  Waiting(Deletion.Ground ground, Planning planning, LocalDate today) {
    this.ground = ground;
    this.planning = planning;
    this.today = today;
  }

  /** The code of why it waits; empty when it need not. */
  Answer<Optional<String>> reason(Case subject, SubjectId person) {
    for (LegalHold hold : ground.holds().inForce(today)) {
      Answer<Boolean> held = holds(hold.scope(), subject, person);
      if (held instanceof Answer.Failed<Boolean>(String code)) {
        return new Answer.Failed<>(code);
      }
      if (held instanceof Answer.Known<Boolean>(Boolean yes) && yes) {
        return new Answer.Known<>(Optional.of(LEGAL_HOLD));
      }
    }
    return open(person);
  }

  private Answer<Boolean> holds(LegalHold.Scope scope, Case subject, SubjectId person) {
    return switch (scope) {
      case LegalHold.Scope.OfPerson(String reference) ->
          new Answer.Known<>(reference.equals(subject.subject()));
      case LegalHold.Scope.OfCollection(CollectionName name) ->
          planning
              .node(name)
              .<Answer<Boolean>>map(node -> some(count(node, person)))
              .orElseGet(() -> new Answer.Known<>(false));
      case LegalHold.Scope.OfRows(FieldRef field, String value) ->
          planning
              .node(CollectionName.of(field))
              .<Answer<Boolean>>map(node -> some(countWith(node, person, field, List.of(value))))
              .orElseGet(() -> new Answer.Known<>(false));
    };
  }

  private Answer<Optional<String>> open(SubjectId person) {
    for (Node node : planning.order()) {
      for (Deferral deferral : node.declared().deferrals()) {
        Answer<Boolean> waits = some(countWith(node, person, deferral.field(), deferral.values()));
        if (waits instanceof Answer.Failed<Boolean>(String code)) {
          return new Answer.Failed<>(code);
        }
        if (waits instanceof Answer.Known<Boolean>(Boolean yes) && yes) {
          return new Answer.Known<>(Optional.of(deferral.reason()));
        }
      }
    }
    return new Answer.Known<>(Optional.empty());
  }

  private Answer<Long> count(Node node, SubjectId person) {
    return store(node)
        .map(store -> store.count(node, person))
        .orElseGet(() -> new Answer.Failed<>("no-connector"));
  }

  private Answer<Long> countWith(Node node, SubjectId person, FieldRef field, List<String> values) {
    return store(node)
        .map(store -> store.countWith(node, person, field, values))
        .orElseGet(() -> new Answer.Failed<>("no-connector"));
  }

  private Optional<StoreConnector> store(Node node) {
    return ground.stores().get().of(node.name().dataset());
  }

  private static Answer<Boolean> some(Answer<Long> count) {
    return switch (count) {
      case Answer.Known<Long>(Long rows) -> new Answer.Known<>(rows > 0);
      case Answer.Failed<Long>(String code) -> new Answer.Failed<>(code);
    };
  }
}
