package dev.yinhu.subjectrights.correction;

import dev.yinhu.register.CategoryKey;
import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.Deferral;
import dev.yinhu.register.SubjectId;
import dev.yinhu.register.graph.Node;
import dev.yinhu.subjectrights.RequesterKind;
import dev.yinhu.subjectrights.cases.Case;
import dev.yinhu.subjectrights.cases.CaseEvent;
import dev.yinhu.subjectrights.connect.Answer;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;

/** Looks at a correction by the register in force. For one thread. */
final class Checking {
  private static final Duration LOOK_AGAIN = Duration.ofHours(1);
  private static final CategoryKey CONTACT = new CategoryKey("user.contact");

  private final Correction.Ground ground;
  private final FieldPlaces places;

  Checking(Correction.Ground ground, FieldPlaces places) {
    this.ground = ground;
    this.places = places;
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

  Verdict check(Case subject, NewValue wanted) {
    return switch (places.of(wanted.field())) {
      case Answer.Failed<FieldPlace>(String code) -> new Verdict.Hindered(code);
      case Answer.Known<FieldPlace>(FieldPlace place) -> {
        SubjectId person = ground.person(subject);
        yield switch (place.rows(person)) {
          case Answer.Failed<Long>(String code) -> new Verdict.Hindered(code);
          case Answer.Known<Long>(Long rows) when rows == 0 -> new Verdict.Hindered("not-found");
          case Answer.Known<Long> _ -> reached(subject, person, place, wanted);
        };
      }
    };
  }

  private Verdict reached(Case subject, SubjectId person, FieldPlace place, NewValue wanted) {
    Optional<String> hindrance = place.hindrance(person);
    if (hindrance.isPresent()) {
      return new Verdict.Hindered(hindrance.get());
    }
    return isContact(place.field())
        ? waiting(person).orElseGet(() -> proof(subject, place.field(), wanted))
        : proof(subject, place.field(), wanted);
  }

  private Verdict proof(Case subject, DeclaredField field, NewValue wanted) {
    Optional<String> young = young(subject, field, wanted);
    if (young.isPresent()) {
      return new Verdict.Review(young.get());
    }
    return switch (Proof.of(field)) {
      case DOCUMENT -> new Verdict.Review("proof-of-category");
      case STRONG_IDENTITY ->
          ground.strong().test(subject)
              ? new Verdict.Write()
              : new Verdict.Review("proof-of-identity");
      case NONE -> new Verdict.Write();
    };
  }

  /** PIPL 31: of who is under fourteen a guardian decides. */
  private Optional<String> young(Case subject, DeclaredField field, NewValue wanted) {
    LocalDate today = LocalDate.ofInstant(ground.clock().instant(), ground.zone());
    Optional<LocalDate> birth = Birth.of(field, wanted.value());
    if (birth.filter(day -> Birth.isMinor(day, today)).isPresent()) {
      return Optional.of("younger-than-14");
    }
    if (birth.isEmpty() && Birth.isBirthDate(field)) {
      return Optional.of("not-a-date");
    }
    boolean decidesAlone = subject.requester() != RequesterKind.GUARDIAN;
    return decidesAlone && ground.minors().isMinor(subject.subject())
        ? Optional.of("guardian-decides")
        : Optional.empty();
  }

  private static boolean isContact(DeclaredField field) {
    return field.categories().stream().anyMatch(one -> one.isWithin(CONTACT));
  }

  /** What is on its way goes where it was sent: a contact changes when that is over. */
  private Optional<Verdict> waiting(SubjectId person) {
    for (Node node : places.nodes()) {
      for (Deferral deferral : node.declared().deferrals()) {
        Answer<Long> open =
            places
                .store(node)
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
}
