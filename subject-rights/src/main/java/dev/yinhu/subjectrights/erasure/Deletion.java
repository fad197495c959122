package dev.yinhu.subjectrights.erasure;

import dev.yinhu.fieldaccess.FieldAccess;
import dev.yinhu.register.Purpose;
import dev.yinhu.register.Register;
import dev.yinhu.register.SubjectId;
import dev.yinhu.register.graph.CollectionName;
import dev.yinhu.subjectrights.CaseId;
import dev.yinhu.subjectrights.RightsException;
import dev.yinhu.subjectrights.cases.Case;
import dev.yinhu.subjectrights.cases.CasePersons;
import dev.yinhu.subjectrights.cases.CaseWork;
import dev.yinhu.subjectrights.cases.HandWork;
import dev.yinhu.subjectrights.cases.Step;
import dev.yinhu.subjectrights.cases.StepWork;
import dev.yinhu.subjectrights.connect.Stores;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How requests to delete a person and to close an account are carried out. Give the one {@link
 * #work} to both types. Safe for use by many threads.
 *
 * <p>The steps: everything can be seen ({@code erase-plan}); nothing stands against it ({@code
 * erase-holds}); the person may take it back ({@code erase-cool}); once more nothing stands against
 * it, the point of no return, the tombstone ({@code erase-begin}); one step for each collection,
 * from the leaves to the root ({@code erase-rows}); nothing came in meanwhile ({@code
 * erase-sweep}); what a law keeps is handed to a key of its own ({@code erase-restrict}) and
 * remembered until its time is over ({@code erase-keep}); the person's key is destroyed ({@code
 * erase-shred}); the certificate ({@code erase-certificate}).
 */
public final class Deletion {
  private final Ground ground;
  private final CaseWork work;

  /**
   * What it stands on.
   *
   * @param register that in force
   * @param stores what is reached into
   * @param persons who the cases are about
   * @param access opened with the tombstones
   * @param duty the purpose, of use legal-duty, under which kept values are handed to another key;
   *     the register gives it to {@link TombstoneBook#CALLER} with decrypt and encrypt
   * @param hand what staff answered for steps that got into trouble
   * @param kept what laws keep of people who are erased
   * @param erased who was erased
   * @param elsewhere what others keep of them
   */
  public record Ground(
      Supplier<Register> register,
      Supplier<Stores> stores,
      CasePersons persons,
      FieldAccess access,
      Purpose duty,
      TombstoneBook tombstones,
      LegalHolds holds,
      KeptData kept,
      ErasedPeople erased,
      Elsewhere elsewhere,
      HandWork hand,
      DeletionSettings settings,
      InstantSource clock) {}

  /**
   * Nothing is opened or started.
   *
   * @param certificate the last step
   */
  public Deletion(Ground ground, StepWork certificate) {
    this.ground = ground;
    this.work = new CaseWork(Beginning.FIRST, works(certificate));
  }

  private Map<String, StepWork> works(StepWork certificate) {
    Map<String, StepWork> works = new HashMap<>();
    Beginning beginning = new Beginning(this);
    works.put(Beginning.PLAN, beginning::plan);
    works.put(Beginning.HOLDS, beginning::holds);
    works.put(Beginning.COOL, beginning::coolingOff);
    works.put(Beginning.BEGIN, beginning::begin);
    RowErasing rows = new RowErasing(this);
    works.put(RowErasing.ROWS, rows::erase);
    works.put(RowErasing.SWEEP, rows::sweep);
    Restricting restricting = new Restricting(this);
    works.put(Restricting.RESTRICT, restricting::restrict);
    works.put(Restricting.KEEP, restricting::keep);
    Shredding shredding = new Shredding(this);
    works.put(Shredding.SHRED, shredding::shred);
    works.put(Shredding.CERTIFICATE, certificate);
    return works;
  }

  /** For deletions and for closing accounts. */
  public CaseWork work() {
    return work;
  }

  /** What the deletion of a person would do if it were asked for now. Changes nothing; blocks. */
  public Preview preview(SubjectId person) {
    LocalDate today = today();
    Planning planning = new Planning(ground.register().get(), new Planning.Day(today, today));
    return new Previewing(ground.stores().get()).of(person, planning);
  }

  Ground ground() {
    return ground;
  }

  LocalDate today() {
    return day(ground.clock().instant());
  }

  LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, ground.settings().zone());
  }

  Planning planning(Case subject) {
    return new Planning(
        ground.register().get(), new Planning.Day(day(subject.received()), today()));
  }

  Preview preview(Case subject) {
    return new Previewing(ground.stores().get()).of(person(subject.id()), planning(subject));
  }

  SubjectId person(CaseId id) {
    return ground
        .persons()
        .of(id)
        .orElseThrow(() ->
            new RightsException(
                "case "
                    + id
                    + " has ended, so nobody knows any more whom it is about: nothing is left to"
                    + " do"));
  }

  /** The collection where a step is at. */
  static CollectionName place(Step step) {
    List<String> parts = List.of(step.place().split("\\.", 2));
    return new CollectionName(parts.getFirst(), parts.getLast());
  }
}
