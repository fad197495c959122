package dev.yinhu.subjectrights.correction;

import dev.yinhu.fieldaccess.Requester;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.PurposeDeclaration;
import dev.yinhu.register.Register;
import dev.yinhu.register.SubjectId;
import dev.yinhu.subjectrights.cases.Case;
import dev.yinhu.subjectrights.connect.Answer;
import dev.yinhu.subjectrights.erasure.TombstoneBook;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Writes a corrected value where the register in force has it, and knows who got it. */
final class Writing {
  private final Correction.Ground ground;
  private final Register register;
  private final FieldPlaces places;

  Writing(Correction.Ground ground, Register register, FieldPlaces places) {
    this.ground = ground;
    this.register = register;
    this.places = places;
  }

  /**
   * Puts the value into the field, or one that holds the same; all is looked at anew, as a day may
   * have passed.
   *
   * @return how many rows hold it now
   */
  Answer<Long> write(Case subject, FieldRef at, NewValue wanted) {
    SubjectId person = ground.person(subject);
    return switch (places.of(at)) {
      case Answer.Failed<FieldPlace>(String code) -> new Answer.Failed<>(code);
      case Answer.Known<FieldPlace>(FieldPlace place) ->
          switch (place.rows(person)) {
            case Answer.Known<Long>(Long rows) when rows > 0 -> set(subject, place, person, wanted);
            case Answer.Known<Long> none -> none;
            case Answer.Failed<Long> failed -> failed;
          };
    };
  }

  private Answer<Long> set(Case subject, FieldPlace place, SubjectId person, NewValue wanted) {
    Requester requester = new Requester(TombstoneBook.CALLER, subject.id().text());
    StoredValues values = new StoredValues(ground.access(), requester);
    return place
        .store()
        .set(place.node(), person, values.of(place.field(), person, wanted.value()));
  }

  /** Who gets the field or one that holds the same for an active purpose. */
  List<String> recipients(FieldRef field) {
    return reached(field)
        .flatMap(one -> active(one).flatMap(purpose -> purpose.recipients().stream()))
        .distinct()
        .toList();
  }

  /** The field by which the recipient knows it. */
  FieldRef known(String recipient, FieldRef field) {
    return reached(field)
        .filter(one -> active(one).anyMatch(purpose -> purpose.recipients().contains(recipient)))
        .findFirst()
        .orElse(field);
  }

  private Stream<FieldRef> reached(FieldRef field) {
    List<FieldRef> all = new ArrayList<>(List.of(field));
    all.addAll(places.copies(field));
    return all.stream();
  }

  private Stream<PurposeDeclaration> active(FieldRef field) {
    return register.purposes().stream()
        .filter(PurposeDeclaration::isActive)
        .filter(purpose -> purpose.fields().contains(field));
  }
}
