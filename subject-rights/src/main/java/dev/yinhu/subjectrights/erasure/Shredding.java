package dev.yinhu.subjectrights.erasure;

import dev.yinhu.fieldaccess.Persons;
import dev.yinhu.register.SubjectId;
import dev.yinhu.subjectrights.cases.Case;
import dev.yinhu.subjectrights.cases.Facts;
import dev.yinhu.subjectrights.cases.Step;
import dev.yinhu.subjectrights.cases.StepResult;

/** The step of a deletion that destroys the person's key. */
final class Shredding {
  static final String SHRED = "erase-shred";
  static final String CERTIFICATE = "erase-certificate";
  static final String ENTRY = "entry";

  private final Deletion deletion;

  Shredding(Deletion deletion) {
    this.deletion = deletion;
  }

  /** Destroys it, with reference and tokens, for ever and in every backup. */
  StepResult shred(Case subject, Step step) {
    Persons.Order order =
        new Persons.Order(TombstoneBook.CALLER.value(), subject.id().text(), subject.id().text());
    SubjectId person = deletion.person(subject.id());
    deletion.ground().erased().note(person, subject.id());
    deletion.ground().elsewhere().forget(subject.subject(), subject.id());
    Persons.Erased erased = deletion.ground().access().persons().erase(person, order);
    deletion.ground().tombstones().remove(subject.id());
    return new StepResult.Done(Facts.NONE.with(ENTRY, erased.entry()));
  }
}
