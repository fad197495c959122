package dev.yinhu.subjectrights.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.fieldaccess.Persons;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.SubjectId;
import dev.yinhu.register.graph.CollectionName;
import dev.yinhu.subjectrights.CaseId;
import dev.yinhu.subjectrights.RightsException;
import dev.yinhu.subjectrights.cases.Case;
import dev.yinhu.subjectrights.cases.CaseEvent;
import dev.yinhu.subjectrights.cases.CaseState;
import dev.yinhu.subjectrights.cases.CaseTimes;
import dev.yinhu.subjectrights.cases.CaseWork;
import dev.yinhu.subjectrights.cases.Cases;
import dev.yinhu.subjectrights.cases.Facts;
import dev.yinhu.subjectrights.cases.HandOutcome;
import dev.yinhu.subjectrights.cases.HistoryLine;
import dev.yinhu.subjectrights.cases.Step;
import dev.yinhu.subjectrights.cases.StepResult;
import dev.yinhu.subjectrights.connect.StoreConnector;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeletionTest {
  private static final CaseTimes UNHURRIED =
      new CaseTimes(
          Duration.ofMillis(50),
          Duration.ofMinutes(1),
          6,
          ErasureRoom.QUICK.atOnce(),
          CaseTimes.USUAL.firstRetry(),
          CaseTimes.USUAL.longestRetry(),
          CaseTimes.USUAL.heldUp(),
          CaseTimes.USUAL.proof());

  private static final long MOST_NANOS = Duration.ofSeconds(60).toNanos();
  private ErasureRoom room;

  @BeforeEach
  void open() {
    room = new ErasureRoom();
  }

  @AfterEach
  void close() {
    room.close();
  }

  /** The clock goes on meanwhile, so that what waits a moment is tried again. */
  private void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + MOST_NANOS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("did not happen in time");
      }
      Thread.sleep(10);
      room.now = room.now.plusMillis(10);
    }
  }

  private CaseState state(Case made) {
    return room.cases.find(made.id()).orElseThrow().state();
  }

  private void awaitState(Case made, CaseState wanted) throws InterruptedException {
    try {
      await(() -> state(made) == wanted);
    } catch (AssertionError e) {
      throw new AssertionError(
          "case is %s: %s".formatted(room.cases.find(made.id()), room.cases.steps(made.id())), e);
    }
  }

  private Case deleted(SubjectId person, CaseWork work) throws InterruptedException {
    Case made = room.asked(person, room.deletion(Duration.ZERO));
    try (Cases.Running node = room.node(work)) {
      node.wake(made.id());
      awaitState(made, CaseState.COMPLETED);
    }
    return made;
  }

  private Facts result(CaseId id, String kind, String place) {
    return room.cases.steps(id).stream()
        .filter(step -> step.kind().equals(kind) && step.place().equals(place))
        .findFirst()
        .orElseThrow()
        .result();
  }

  private void onlyTheKeptOrderIsLeft(Case made, String person) {
    assertThat(room.count("select count(*) from addresses where user_id = '" + person + "'"))
        .isZero();
    assertThat(room.count("select count(*) from lines where order_id like '" + person + "%'"))
        .isZero();
    assertThat(room.text("select string_agg(id, ' ') from orders where user_id = '" + person + "'"))
        .isEqualTo(person + "-young");
    assertThat(
            room.count(
                "select count(*) from orders where note is not null and user_id = '"
                    + person
                    + "'"))
        .isZero();
    assertThat(
            room.count(
                "select count(*) from users where phone is null and name is null and id = '"
                    + person
                    + "'"))
        .isEqualTo(1);
    assertThat(room.count("select count(*) from reviews where author like '%" + person + "'"))
        .isZero();
    assertThat(room.access.persons().known(new SubjectId(person))).isEmpty();
    String consignee = room.text("select consignee from orders where id = '" + person + "-young'");
    String retained = Persons.retained(made.id().text()).value();
    assertThat(
            room.opened(
                TombstoneBook.CALLER,
                ErasureRoom.DUTY,
                "shop.orders.consignee",
                retained,
                consignee))
        .isEqualTo("consignee of " + person + "-young");
    assertThat(
            room.opened(
                ErasureRoom.SHOP,
                ErasureRoom.DELIVER,
                "shop.orders.consignee",
                retained,
                consignee))
        .isEqualTo("not-permitted");
  }

  @Test
  void everyTableIsErasedAndWhatALawKeepsIsReadUnderItOnly() throws InterruptedException {
    SubjectId anna = room.customer("anna");
    SubjectId bea = room.customer("bea");
    String phone = room.text("select phone from users where id = 'anna'");
    long others = room.count("select count(*) from orders where user_id = 'bea'");

    Case made = deleted(anna, room.deletion(Duration.ZERO).work());

    onlyTheKeptOrderIsLeft(made, "anna");
    assertThat(room.forgotten).as("by other rooms").containsExactly(made.subject());
    assertThat(
            room.opened(ErasureRoom.SHOP, ErasureRoom.DELIVER, "shop.users.phone", "anna", phone))
        .isEqualTo("subject-erased");
    assertThat(room.count("select count(*) from orders where user_id = 'bea'")).isEqualTo(others);
    assertThat(room.access.persons().known(bea)).isPresent();
    assertThat(result(made.id(), "erase-rows", "shop.orders").values())
        .containsEntry("found", "2")
        .containsEntry("erased", "1")
        .containsEntry("restricted", "1");
    assertThat(result(made.id(), "erase-restrict", "shop.orders").values())
        .containsEntry("resealed", "1")
        .containsEntry("fields-in-clear", "2");
    assertThat(room.cases.history(made.id()))
        .extracting(HistoryLine::event)
        .containsSubsequence("verified", "point-of-no-return", "work-done");
    assertThat(room.cases.steps(made.id()).toString() + room.cases.history(made.id()))
        .doesNotContain("anna");
  }

  @Test
  void aTurnThatDiesAfterEachStepIsTakenUpAndTheEffectHappensOnce() throws InterruptedException {
    SubjectId anna = room.customer("anna");
    Set<String> died = ConcurrentHashMap.newKeySet();
    CaseWork dying =
        ErasureRoom.wrapped(
            room.deletion(Duration.ZERO).work(),
            work ->
                (subject, step) -> {
                  StepResult result = work.attempt(subject, step);
                  if (result instanceof StepResult.Done && died.add(step.number() + "")) {
                    throw new IllegalStateException("the process dies before it is journaled");
                  }
                  return result;
                });

    Case made = deleted(anna, dying);

    onlyTheKeptOrderIsLeft(made, "anna");
    assertThat(died).hasSize(room.cases.steps(made.id()).size());
    assertThat(room.cases.steps(made.id())).allMatch(step -> step.attempts() >= 2);
    assertThat(room.cases.steps(made.id()))
        .extracting(Step::kind)
        .as("nothing is planned twice")
        .containsOnlyOnce("erase-sweep", "erase-keep", "erase-shred", "erase-certificate");
  }

  @Test
  void rowsThatComeInMeanwhileAreErasedAndNothingIsSealedForWhoIsBeingErased()
      throws InterruptedException {
    SubjectId anna = room.customer("anna");
    String[] answer = new String[1];
    CaseWork meanwhile =
        ErasureRoom.wrapped(
            room.deletion(Duration.ZERO).work(),
            work ->
                (subject, step) -> {
                  if (step.kind().equals("erase-sweep") && answer[0] == null) {
                    answer[0] = room.sealed("shop.users.phone", "anna", "139");
                    room.execute("insert into addresses (user_id, line) values ('anna', 'x')");
                    room.execute("insert into lines (order_id, title) values ('anna-young', 'y')");
                  }
                  return work.attempt(subject, step);
                });

    Case made = deleted(anna, meanwhile);

    assertThat(answer[0]).isEqualTo("refused");
    onlyTheKeptOrderIsLeft(made, "anna");
    assertThat(result(made.id(), "erase-sweep", "").values()).containsEntry("late", "2");
    assertThat(room.sealed("shop.users.phone", "anna", "139"))
        .as("somebody who comes back is somebody new")
        .isNotEqualTo("refused");
  }

  @Test
  void aStoreThatIsAwayIsWaitedForAndIsBack() throws InterruptedException {
    SubjectId anna = room.customer("anna");
    var there = room.connectors;
    CaseWork away =
        ErasureRoom.wrapped(
            room.deletion(Duration.ZERO).work(),
            work ->
                (subject, step) -> {
                  if (step.place().equals("shop.orders")
                      && step.kind().equals("erase-rows")
                      && step.attempts() <= 3) {
                    room.connectors =
                        Map.of("shop", room.connector("jdbc:postgresql://127.0.0.1:1/shop"));
                  } else {
                    room.connectors = there;
                  }
                  return work.attempt(subject, step);
                });

    Case made = deleted(anna, away);

    onlyTheKeptOrderIsLeft(made, "anna");
    assertThat(room.cases.steps(made.id()))
        .filteredOn(step -> step.kind().equals("erase-rows") && step.place().equals("shop.orders"))
        .allMatch(step -> step.attempts() == 4);
  }

  /** By its clock, with the pauses that a service makes between tries. */
  @Test
  void aStoreThatIsAwayForTenMinutesInTheMiddleOfItIsToldWaitedForAndAskedOnlyNowAndThen()
      throws InterruptedException {
    SubjectId anna = room.customer("anna");
    var there = room.connectors;
    AtomicBoolean away = new AtomicBoolean(true);
    Map<String, StoreConnector> gone =
        Map.of("shop", room.connector("jdbc:postgresql://127.0.0.1:1/shop"));
    CaseWork work =
        ErasureRoom.wrapped(
            room.deletion(Duration.ZERO).work(),
            each ->
                (subject, step) -> {
                  boolean at = step.place().equals("shop.orders") && away.get();
                  room.connectors = at && step.kind().equals("erase-rows") ? gone : there;
                  return each.attempt(subject, step);
                });
    Case made = room.asked(anna, room.deletion(Duration.ZERO));
    try (Cases.Running node = room.node(work, UNHURRIED)) {
      node.wake(made.id());
      await(() -> room.cases.steps(made.id()).stream().anyMatch(DeletionTest::isAtTheOrders));
      Instant back = room.now.plus(Duration.ofMinutes(10));
      timePasses(() -> !room.now.isBefore(back));

      assertThat(state(made)).isEqualTo(CaseState.NEEDS_HUMAN);
      assertThat(room.cases.find(made.id()).orElseThrow().reason()).isEqualTo("held-up");
      assertThat(room.text("select string_agg(id, ' ') from orders where user_id = 'anna'"))
          .contains("anna-young")
          .isNotEqualTo("anna-young");
      away.set(false);
      timePasses(() -> state(made) == CaseState.COMPLETED);
    }

    onlyTheKeptOrderIsLeft(made, "anna");
    assertThat(room.cases.steps(made.id()))
        .filteredOn(DeletionTest::isAtTheOrders)
        .allMatch(step -> step.attempts() >= 10 && step.attempts() <= 30);
  }

  /** Quicker than it does. */
  private void timePasses(BooleanSupplier until) throws InterruptedException {
    Instant end = room.now.plus(Duration.ofHours(1));
    while (!until.getAsBoolean()) {
      assertThat(room.now).isBefore(end);
      room.now = room.now.plusMillis(500);
      Thread.sleep(5);
    }
  }

  private static boolean isAtTheOrders(Step step) {
    return step.kind().equals("erase-rows")
        && step.place().equals("shop.orders")
        && step.attempts() > 0;
  }

  @Test
  void anOpenOrderAndALegalHoldMakeItWait() throws InterruptedException {
    SubjectId anna = room.customer("anna");
    room.order("anna", "anna-new", "paid", "2026-05-30");
    LegalHolds.Order order = new LegalHolds.Order("dpo", "r-1");
    Deletion deletion = room.deletion(Duration.ZERO);
    Case made = room.asked(anna, deletion);
    try (Cases.Running node = room.node(deletion.work())) {
      node.wake(made.id());
      awaitState(made, CaseState.DEFERRED);
      assertThat(room.cases.find(made.id()).orElseThrow().reason()).isEqualTo("open-order");
      assertThat(room.cases.find(made.id()).orElseThrow().until().orElseThrow())
          .isBetween(ErasureRoom.START.plus(Duration.ofDays(1)), room.now.plus(Duration.ofDays(1)));

      room.execute("update orders set state = 'done' where id = 'anna-new'");
      long hold =
          room.holds.place(
              new LegalHold.Scope.OfPerson(made.subject()),
              "fraud-2026-17",
              Optional.empty(),
              order);
      long rows =
          room.holds.place(
              new LegalHold.Scope.OfRows(FieldRef.parse("shop.orders.id"), "anna-old"),
              "court-1",
              Optional.empty(),
              order);
      room.holds.place(
          new LegalHold.Scope.OfCollection(new CollectionName("shop", "reviews")),
          "over",
          Optional.of(LocalDate.of(2026, 6, 1)),
          order);
      room.now = room.now.plus(Duration.ofDays(2));
      node.wake(made.id());
      await(() -> room.cases.find(made.id()).orElseThrow().reason().equals("legal-hold"));
      room.holds.lift(hold, order);
      Instant until = room.cases.find(made.id()).orElseThrow().until().orElseThrow();
      room.now = until;
      node.wake(made.id());
      await(() ->
          room.cases.find(made.id()).orElseThrow().until().filter(until::isBefore).isPresent());
      assertThat(room.count("select count(*) from users where id = 'anna'")).isEqualTo(1);
      room.holds.lift(rows, order);
      room.now = room.now.plus(Duration.ofDays(1));
      node.wake(made.id());
      awaitState(made, CaseState.COMPLETED);
    }
    assertThat(room.count("select count(*) from addresses")).isZero();
  }

  @Test
  void whileItCoolsOffThePersonTakesItBackAndNothingHasChanged() throws InterruptedException {
    SubjectId anna = room.customer("anna");
    Deletion deletion = room.deletion(Duration.ofDays(7));
    Case made = room.asked(anna, deletion);
    try (Cases.Running node = room.node(deletion.work())) {
      node.wake(made.id());
      awaitState(made, CaseState.COOLING_OFF);
      assertThat(room.cases.find(made.id()).orElseThrow().until().orElseThrow())
          .isBetween(ErasureRoom.START.plus(Duration.ofDays(7)), room.now.plus(Duration.ofDays(7)));
      room.cases.happens(made.id(), new CaseEvent.Cancelled("subject"), "subject");
      room.now = room.now.plus(Duration.ofDays(8));
      node.wake(made.id());
    }
    assertThat(state(made)).isEqualTo(CaseState.CANCELLED);
    assertThat(room.count("select count(*) from users where phone is not null")).isEqualTo(1);
    assertThat(room.sealed("shop.users.phone", "anna", "139")).isNotEqualTo("refused");
  }

  @Test
  void whatALawKeptIsErasedByItselfWhenItsTimeIsOver() throws InterruptedException {
    SubjectId anna = room.customer("anna");
    Deletion deletion = room.deletion(Duration.ZERO);
    Case made = deleted(anna, deletion.work());
    String consignee = room.text("select consignee from orders where id = 'anna-young'");
    DueErasing due = new DueErasing(deletion);

    room.now = Instant.parse("2028-01-04T16:00:00Z");
    assertThat(due.round()).isZero();
    assertThat(room.count("select count(*) from orders")).isEqualTo(1);
    room.now = Instant.parse("2028-01-06T16:00:00Z");
    assertThat(due.round()).isEqualTo(1);

    assertThat(room.count("select count(*) from orders")).isZero();
    assertThat(room.count("select count(*) from users")).isZero();
    assertThat(
            room.opened(
                TombstoneBook.CALLER,
                ErasureRoom.DUTY,
                "shop.orders.consignee",
                Persons.retained(made.id().text()).value(),
                consignee))
        .isEqualTo("subject-erased");
    assertThat(due.round()).isZero();
  }

  @Test
  void aStoreThatNobodyReachesWaitsForSomebodyBeforeAnythingIsDestroyed()
      throws InterruptedException {
    SubjectId anna = room.customer("anna");
    room.connectors = Map.of();
    Deletion deletion = room.deletion(Duration.ZERO);
    Case made = room.asked(anna, deletion);
    try (Cases.Running node = room.node(deletion.work())) {
      node.wake(made.id());
      awaitState(made, CaseState.NEEDS_HUMAN);
    }
    Case now = room.cases.find(made.id()).orElseThrow();
    assertThat(now.reason()).isEqualTo("no-connector");
    assertThat(now.committed()).isFalse();
    assertThat(List.of(room.count("select count(*) from users where phone is not null")))
        .containsExactly(1L);
  }

  @Test
  void whatCanBeKnownOfAStoresRefusalStopsADeletionBeforeAnythingIsDestroyed()
      throws InterruptedException {
    SubjectId anna = room.customer("anna");
    room.execute("alter table orders alter column note set not null");
    Deletion deletion = room.deletion(Duration.ZERO);
    Case made = room.asked(anna, deletion);
    try (Cases.Running node = room.node(deletion.work())) {
      node.wake(made.id());
      awaitState(made, CaseState.NEEDS_HUMAN);
      assertThat(room.cases.find(made.id()).orElseThrow().reason()).isEqualTo("must-not-be-null");
      assertThat(room.cases.find(made.id()).orElseThrow().committed()).isFalse();
      assertThat(result(made.id(), "erase-plan", "").values())
          .containsEntry("collection", "shop.orders");

      room.execute("alter table orders alter column note drop not null");
      room.execute("drop role if exists looks_only");
      room.execute("create role looks_only login password 'not-a-secret'");
      room.execute("grant select on all tables in schema public to looks_only");
      var all = room.connectors;
      room.connectors = Map.of("shop", room.connector("looks_only", "not-a-secret"));
      room.cases.happens(made.id(), new CaseEvent.TriedAgain(), "dpo");
      node.wake(made.id());
      await(() -> room.cases.find(made.id()).orElseThrow().reason().equals("no-permission"));
      assertThat(room.count("select count(*) from lines")).isEqualTo(2);

      room.connectors = all;
      room.cases.happens(made.id(), new CaseEvent.TriedAgain(), "dpo");
      node.wake(made.id());
      awaitState(made, CaseState.COMPLETED);
    }
    onlyTheKeptOrderIsLeft(made, "anna");
  }

  @Test
  void whatAStoreRefusesWaitsForSomebodyWhoAnswersForItAndTheJournalSaysSo()
      throws InterruptedException {
    SubjectId anna = room.customer("anna");
    Deletion deletion = room.deletion(Duration.ZERO);
    CaseWork changed =
        ErasureRoom.wrapped(
            deletion.work(),
            work ->
                (subject, step) -> {
                  if (step.kind().equals("erase-rows") && step.attempts() == 1) {
                    room.execute("alter table orders alter column note set not null");
                  }
                  return work.attempt(subject, step);
                });
    Case made = room.asked(anna, deletion);
    try (Cases.Running node = room.node(changed)) {
      node.wake(made.id());
      awaitState(made, CaseState.NEEDS_HUMAN);
      assertThat(room.cases.find(made.id()).orElseThrow().reason()).isEqualTo("must-not-be-null");
      assertThat(room.count("select count(*) from orders where id = 'anna-old'"))
          .as("all of a collection or nothing")
          .isEqualTo(1);
      room.execute("delete from lines");
      room.execute("delete from orders");
      room.cases.answer(made.id(), HandOutcome.DONE, "ticket-9", "dpo");
      node.wake(made.id());
      awaitState(made, CaseState.COMPLETED);
    }
    assertThat(result(made.id(), "erase-rows", "shop.orders").values())
        .containsKeys("found", "erased");
  }

  @Test
  void aCollectionThatIsTakenOutOfTheRegisterMeanwhileWaitsForSomebodyAndIsNotForgotten()
      throws InterruptedException {
    SubjectId anna = room.customer("anna");
    Deletion deletion = room.deletion(Duration.ZERO);
    CaseWork meanwhile =
        ErasureRoom.wrapped(
            deletion.work(),
            work ->
                (subject, step) -> {
                  if (step.kind().equals("erase-rows")) {
                    room.register = ErasureRoom.WITHOUT_REVIEWS;
                  }
                  return work.attempt(subject, step);
                });
    Case made = room.asked(anna, deletion);
    try (Cases.Running node = room.node(meanwhile)) {
      node.wake(made.id());
      awaitState(made, CaseState.NEEDS_HUMAN);
      assertThat(room.cases.find(made.id()).orElseThrow().reason()).isEqualTo("not-declared");
      room.execute("delete from reviews");
      room.cases.answer(made.id(), HandOutcome.DONE, "ticket-11", "dpo");
      node.wake(made.id());
      awaitState(made, CaseState.COMPLETED);
    }
    assertThat(result(made.id(), "erase-rows", "shop.reviews").values())
        .containsEntry("outcome", "by-hand-done")
        .containsEntry("evidence", "ticket-11");
  }

  @Test
  void placingAndLiftingAHoldStandsInTheLogBeforeAndAfter() {
    LegalHolds.Order order = new LegalHolds.Order("dpo", "r-hold");
    long hold =
        room.holds.place(
            new LegalHold.Scope.OfCollection(new CollectionName("shop", "orders")),
            "court-7",
            Optional.empty(),
            order);
    room.holds.lift(hold, order);

    List<String> entries = new ArrayList<>();
    room.log.forEach(0, entry -> entries.add(entry.json()));
    assertThat(entries)
        .filteredOn(entry -> entry.contains("r-hold"))
        .satisfiesExactly(
            entry -> assertThat(entry).contains("legal-hold-place", "intent", "court-7"),
            entry -> assertThat(entry).contains("legal-hold-place", "done"),
            entry -> assertThat(entry).contains("legal-hold-lift", "intent"),
            entry -> assertThat(entry).contains("legal-hold-lift", "done"));
    assertThat(room.holds.inForce(LocalDate.of(2026, 6, 1))).isEmpty();
    assertThatThrownBy(() -> room.holds.lift(hold, order)).isInstanceOf(RightsException.class);
    assertThatThrownBy(() ->
            room.holds.place(
                new LegalHold.Scope.OfPerson("x"), "a whole sentence", Optional.empty(), order))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
