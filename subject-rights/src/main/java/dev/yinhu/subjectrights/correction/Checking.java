package dev.yinhu.subjectrights.correction;

import dev.yinhu.fieldaccess.Requester;
import dev.yinhu.register.About;
import dev.yinhu.register.CategoryKey;
import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.Deferral;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.SubjectId;
import dev.yinhu.register.graph.CollectionName;
import dev.yinhu.register.graph.DataGraph;
import dev.yinhu.register.graph.Node;
import dev.yinhu.subjectrights.cases.Case;
import dev.yinhu.subjectrights.cases.CaseEvent;
import dev.yinhu.subjectrights.connect.Answer;
import dev.yinhu.subjectrights.connect.StoreConnector;
import dev.yinhu.subjectrights.erasure.TombstoneBook;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/** Looks at a correction by the register in force, and writes it. For one thread. */
final class Checking {
  private static final Duration LOOK_AGAIN = Duration.ofHours(1);
  private static final CategoryKey CONTACT = new CategoryKey("user.contact");
  private static final CategoryKey BIRTH = new CategoryKey("user.demographic.date_of_birth");

  /** PIPL 31: of minors below this age a guardian decides. */
  private static final int ADULT_ENOUGH = 14;

  private final Correction.Ground ground;
  private final DataGraph graph;

  Checking(Correction.Ground ground) {
    this.ground = ground;
    this.graph = DataGraph.of(ground.register().get().datasets());
  }

  /** What becomes of it. */
  sealed interface Verdict {
    /** It cannot be done here. */
    record Hindered(String code) implements Verdict {}

    /** Something that ends by itself stands against it. */
    record Waits(CaseEvent event, String reason) implements Verdict {}

    /** Somebody looks at it first. */
    record Review(String code) implements Verdict {}

    /** It is written. */
    record Write() implements Verdict {}
  }

  /** Where the field stands and how it is reached. */
  private record Target(DeclaredField field, Node node, StoreConnector store) {}

  Verdict check(Case subject, NewValue wanted) {
    Optional<DeclaredField> field = ground.register().get().field(wanted.field());
    Optional<Node> node = graph.node(CollectionName.of(wanted.field()));
    if (field.isEmpty() || node.isEmpty()) {
      return new Verdict.Hindered("no-such-field");
    }
    Optional<String> code = fixed(node.get(), field.get());
    Optional<StoreConnector> store = ground.stores().get().of(node.get().name().dataset());
    if (code.isPresent() || store.isEmpty()) {
      return new Verdict.Hindered(code.orElse("no-connector"));
    }
    SubjectId person = ground.person(subject);
    return switch (store.get().count(node.get(), person)) {
      case Answer.Failed<Long>(String failed) -> new Verdict.Hindered(failed);
      case Answer.Known<Long>(Long rows) when rows != 1 ->
          new Verdict.Hindered(rows == 0 ? "not-found" : "several-rows");
      case Answer.Known<Long> _ ->
          reached(subject, person, new Target(field.get(), node.get(), store.get()), wanted);
    };
  }

  /** What is nobody's to change by a request, or not by this machine. */
  private static Optional<String> fixed(Node node, DeclaredField field) {
    boolean identifies =
        field.primaryKey()
            || !field.references().isEmpty()
            || node.declared().fields().stream()
                .anyMatch(other -> other.subject().filter(field.ref()::equals).isPresent());
    if (identifies) {
      return Optional.of("identifies-rows");
    }
    if (field.about() == About.OTHER) {
      return Optional.of("of-somebody-else");
    }
    return StoredValues.hindrance(node.declared(), field);
  }

  private Verdict reached(Case subject, SubjectId person, Target target, NewValue wanted) {
    Map<FieldRef, Optional<String>> nothing = Map.of(target.field().ref(), Optional.of("-"));
    Optional<String> hindrance = target.store().cannotSet(target.node(), person, nothing);
    if (hindrance.isPresent()) {
      return new Verdict.Hindered(hindrance.get());
    }
    return isOf(target.field(), CONTACT)
        ? waiting(person).orElseGet(() -> proof(subject, target, wanted))
        : proof(subject, target, wanted);
  }

  private Verdict proof(Case subject, Target target, NewValue wanted) {
    if (isOf(target.field(), BIRTH) && isMinor(wanted.value())) {
      return new Verdict.Review("younger-than-14");
    }
    return switch (Proof.of(target.field())) {
      case DOCUMENT -> new Verdict.Review("proof-of-category");
      case STRONG_IDENTITY ->
          ground.strong().test(subject)
              ? new Verdict.Write()
              : new Verdict.Review("proof-of-identity");
      case NONE -> new Verdict.Write();
    };
  }

  private static boolean isOf(DeclaredField field, CategoryKey category) {
    return field.categories().stream().anyMatch(one -> one.isWithin(category));
  }

  private boolean isMinor(String birth) {
    LocalDate today = LocalDate.ofInstant(ground.clock().instant(), ground.zone());
    try {
      return LocalDate.parse(birth.strip()).plusYears(ADULT_ENOUGH).isAfter(today);
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** What is on its way goes where it was sent: a contact changes when that is over. */
  private Optional<Verdict> waiting(SubjectId person) {
    for (Node node : graph.reading()) {
      for (Deferral deferral : node.declared().deferrals()) {
        Answer<Long> open =
            ground
                .stores()
                .get()
                .of(node.name().dataset())
                .map(store -> store.countWith(node, person, deferral.field(), deferral.values()))
                .orElseGet(() -> new Answer.Failed<>("no-connector"));
        switch (open) {
          case Answer.Failed<Long>(String code) -> {
            return Optional.of(new Verdict.Hindered(code));
          }
          case Answer.Known<Long>(Long rows) when rows > 0 -> {
            return Optional.of(
                new Verdict.Waits(
                    new CaseEvent.Deferred(
                        deferral.reason(), ground.clock().instant().plus(LOOK_AGAIN)),
                    deferral.reason()));
          }
          case Answer.Known<Long> _ -> {
            // Nothing is on its way there.
          }
        }
      }
    }
    return Optional.empty();
  }

  /** How many rows were changed; looked at anew, as a day may have passed. */
  Answer<Long> write(Case subject, NewValue wanted) {
    SubjectId person = ground.person(subject);
    Node node = graph.node(CollectionName.of(wanted.field())).orElseThrow();
    DeclaredField field = ground.register().get().field(wanted.field()).orElseThrow();
    Optional<StoreConnector> store = ground.stores().get().of(node.name().dataset());
    Optional<String> code = fixed(node, field);
    if (code.isPresent() || store.isEmpty()) {
      return new Answer.Failed<>(code.orElse("no-connector"));
    }
    return switch (store.get().count(node, person)) {
      case Answer.Known<Long>(Long rows) when rows == 1 ->
          store.get().set(node, person, stored(subject, field, person, wanted));
      case Answer.Known<Long>(Long rows) when rows > 1 -> new Answer.Failed<>("several-rows");
      case Answer.Known<Long> none -> none;
      case Answer.Failed<Long> failed -> failed;
    };
  }

  private Map<FieldRef, Optional<String>> stored(
      Case subject, DeclaredField field, SubjectId person, NewValue wanted) {
    Requester requester = new Requester(TombstoneBook.CALLER, subject.id().text());
    return new StoredValues(ground.access(), requester).of(field, person, wanted.value());
  }
}
