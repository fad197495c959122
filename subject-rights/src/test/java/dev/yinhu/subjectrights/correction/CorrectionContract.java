package dev.yinhu.subjectrights.correction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.register.FieldRef;
import dev.yinhu.subjectrights.CaseType;
import dev.yinhu.subjectrights.cases.Case;
import dev.yinhu.subjectrights.cases.CaseEvent;
import dev.yinhu.subjectrights.cases.CaseState;
import dev.yinhu.subjectrights.cases.Cases;
import dev.yinhu.subjectrights.cases.Facts;
import dev.yinhu.subjectrights.cases.HandOutcome;
import dev.yinhu.subjectrights.cases.Step;
import dev.yinhu.subjectrights.cases.StepResult;
import dev.yinhu.subjectrights.cases.StepState;
import dev.yinhu.subjectrights.connect.JdbcSettings;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds of corrections in every database that is reached into. */
abstract class CorrectionContract {
  private static final String PHONE = "shop.users.phone";
  private static final String NICKNAME = "shop.users.nickname";
  private CorrectionRoom room;

  /** Runs one statement in the shop's database. */
  abstract void execute(String sql);

  /** The one text that it gives. */
  abstract String read(String sql);

  /** What stands around names of columns. */
  abstract char quote();

  abstract JdbcSettings settings();

  /** As somebody who may read and nothing else. */
  abstract JdbcSettings reading();

  @BeforeEach
  void fill() {
    execute("drop table if exists orders");
    execute("drop table if exists parcels");
    execute("drop table if exists users");
    execute(
        "create table users (id varchar(40) primary key, nickname varchar(40), born varchar(40),"
            + " name varchar(40), phone varchar(400), phone_index varchar(100), email"
            + " varchar(400), phone_last4 varchar(100))");
    execute(
        "create table parcels (id varchar(40) primary key, user_id varchar(40), greeting"
            + " varchar(40), `call` varchar(400), call_index varchar(100))".replace('`', quote()));
    execute(
        "create table orders (id varchar(40) primary key, user_id varchar(40), state varchar(40))");
    execute("insert into users values ('anna', 'Annie', '2000-01-01', 'A', 'x', 'y', 'z', 'w')");
    execute("insert into users values ('bea', 'Bee', '2000-01-01', 'B', 'x', 'y', 'z', 'w')");
    execute("insert into orders values ('o-1', 'anna', 'closed'), ('o-2', 'bea', 'paid')");
    room = new CorrectionRoom(settings());
  }

  @AfterEach
  void close() {
    room.close();
  }

  private StepResult attempt(CorrectionRoom in, Case subject, String kind, String place) {
    Step step =
        new Step(
            90,
            kind,
            place,
            Facts.NONE,
            StepState.BEGUN,
            1,
            Optional.of(in.now),
            Optional.empty(),
            Facts.NONE);
    return Optional.ofNullable(in.correction.work().works().get(kind))
        .orElseThrow()
        .attempt(subject, step);
  }

  private StepResult check(String person, String field, String value) {
    Case made = room.asked(person, field, value);
    StepResult result = attempt(room, made, "correct-check", field);
    var _ = room.cases.happens(made.id(), new CaseEvent.Cancelled("subject"), "order-service");
    return result;
  }

  private static StepResult human(String code, String field) {
    return new StepResult.Human(code, Facts.NONE.with("field", field));
  }

  /**
   * The clock goes on meanwhile: what two cases write at once, one of them may have to try again.
   */
  private void await(Case made, CaseState state) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (room.cases.find(made.id()).orElseThrow().state() != state && System.nanoTime() < end) {
      Thread.sleep(10);
      room.now = room.now.plusMillis(10);
    }
    assertThat(room.cases.find(made.id()).orElseThrow().state()).isEqualTo(state);
  }

  private Cases.Running node() {
    return room.cases.run(Map.of(CaseType.CORRECT, room.correction.work()), CorrectionRoom.QUICK);
  }

  @Test
  void ciphertextAndIndexAreRenewedTogetherAndTheValueIsForgottenWhenItIsDone() throws Exception {
    Case made = room.asked("anna", PHONE, "13900139000");
    assertThat(room.text("select encode(sealed, 'escape') from rights.correction_wish"))
        .isNotEmpty()
        .doesNotContain("13900139000");

    try (Cases.Running node = node()) {
      await(made, CaseState.NEEDS_HUMAN);
      assertThat(room.cases.find(made.id()).orElseThrow().reason()).isEqualTo("tell-recipient");
      room.cases.answer(made.id(), HandOutcome.DONE, "letter-17", "dpo");
      node.wake(made.id());
      await(made, CaseState.COMPLETED);
    }

    String sealed = read("select phone from users where id = 'anna'");
    assertThat(room.opened("anna", PHONE, sealed)).isEqualTo("13900139000");
    String index = read("select phone_index from users where id = 'anna'");
    assertThat(room.finds(PHONE, "13900139000", index)).isTrue();
    assertThat(read("select phone_last4 from users where id = 'anna'"))
        .startsWith("yi1.")
        .isNotEqualTo(index);
    assertThat(read("select phone from users where id = 'bea'")).isEqualTo("x");
    assertThat(room.values.of(made.id())).isEmpty();
    assertThat(room.cases.steps(made.id()))
        .extracting(Step::kind)
        .containsExactly("correct-check", "correct-write", "correct-write", "correct-tell");
    assertThat(room.cases.steps(made.id()).toString()).doesNotContain("139", "anna");
  }

  @Test
  void whereTheSameStandsByTheRegisterItIsWrittenInEveryRowAndStaffSeeToStoresOutOfReach()
      throws Exception {
    execute(
        "insert into parcels values ('p-1', 'anna', 'Annie', 'x', 'y'), ('p-2', 'anna', 'A', 'x',"
            + " 'y'), ('p-3', 'bea', 'Bee', 'x', 'y')");
    Case nick = room.asked("anna", NICKNAME, "Änne");
    Case phone = room.asked("anna", PHONE, "13900139000");

    try (Cases.Running node = node()) {
      await(nick, CaseState.NEEDS_HUMAN);
      assertThat(room.cases.find(nick.id()).orElseThrow().reason()).isEqualTo("no-connector");
      room.cases.answer(nick.id(), HandOutcome.DONE, "crm-ticket-4", "dpo");
      node.wake(nick.id());
      await(nick, CaseState.COMPLETED);
      await(phone, CaseState.NEEDS_HUMAN);
    }

    assertThat(room.cases.steps(nick.id()))
        .extracting(Step::place)
        .containsExactly(NICKNAME, NICKNAME, "shop.parcels.greeting", "crm.people.alias");
    assertThat(read("select count(*) from parcels where greeting = 'Änne' and user_id = 'anna'"))
        .isEqualTo("2");
    assertThat(read("select greeting from parcels where user_id = 'bea'")).isEqualTo("Bee");
    String call = read("select " + quote() + "call" + quote() + " from parcels where id = 'p-2'");
    assertThat(room.opened("anna", "shop.parcels.call", call)).isEqualTo("13900139000");
    assertThat(
            room.finds(
                "shop.parcels.call",
                "13900139000",
                read("select call_index from parcels where id = 'p-1'")))
        .isTrue();
  }

  @Test
  void oldAndNewAreShownAsMasksWhileTheRequestIsOpen() {
    Case first = room.asked("anna", PHONE, "13900139000");
    assertThat(room.values.change(first.id())).as("nobody looked yet").isEmpty();
    var _ = attempt(room, first, "correct-write", PHONE);
    Case made = room.asked("anna", PHONE, "13700137555");

    var _ = attempt(room, made, "correct-check", PHONE);

    assertThat(room.values.change(made.id()))
        .contains(new MaskedChange(FieldRef.parse(PHONE), Optional.of("****"), "137****7555"));
    assertThat(room.values.change(made.id()).toString()).doesNotContain("137");
    assertThat(
            room.text(
                "select encode(after_mask, 'escape') from rights.correction_wish"
                    + " where after_mask is not null"))
        .isNotEmpty()
        .doesNotContain("137");
    var _ = room.cases.happens(made.id(), new CaseEvent.Cancelled("subject"), "order-service");
    assertThat(room.values.change(made.id())).as("forgotten with the value").isEmpty();

    Case name = room.asked("anna", "shop.users.name", "Anna Berg");
    var _ = attempt(room, name, "correct-check", "");
    assertThat(room.values.change(name.id()).orElseThrow().after()).isEqualTo("A*** B***");
    execute("update users set name = null where id = 'anna'");
    var _ = attempt(room, name, "correct-check", "");
    assertThat(room.values.change(name.id()).orElseThrow().before()).isEmpty();
  }

  @Test
  void whoIsUnderFourteenByTheNewDayOfBirthIsKnownAsAMinorFromThenOn() throws Exception {
    Case young = room.asked("anna", "shop.users.born", "2015-03-08");
    try (Cases.Running node = node()) {
      await(young, CaseState.NEEDS_HUMAN);
      assertThat(room.cases.find(young.id()).orElseThrow().reason()).isEqualTo("younger-than-14");
      assertThat(room.minors.minors).isEmpty();
      room.cases.answer(young.id(), HandOutcome.DONE, "register-seen", "dpo");
      node.wake(young.id());
      await(young, CaseState.COMPLETED);
    }
    assertThat(room.minors.minors)
        .containsExactly(Map.entry(young.subject(), LocalDate.parse("2029-03-08")));
    assertThat(review(check("anna", NICKNAME, "N"))).isEqualTo("guardian-decides");
    assertThat(review(check("bea", NICKNAME, "N"))).isEmpty();

    Case older = room.asked("anna", "shop.users.born", "2001年3月8日");
    assertThat(attempt(room, older, "correct-minor", "shop.users.born"))
        .isEqualTo(new StepResult.Done(Facts.NONE.with("minor", "no")));
    assertThat(room.minors.minors).isEmpty();
    Case none = room.asked("anna", "shop.users.born", "some day in May");
    assertThat(review(attempt(room, none, "correct-check", ""))).isEqualTo("not-a-date");
    assertThat(attempt(room, none, "correct-minor", "shop.users.born"))
        .isEqualTo(new StepResult.Human("not-a-date", Facts.NONE));
  }

  @Test
  void whatIsWrittenAgainAfterACrashStandsThereOnce() {
    Case made = room.asked("anna", "shop.users.name", "Änne");

    StepResult first = attempt(room, made, "correct-write", "shop.users.name");

    assertThat(first).isEqualTo(new StepResult.Done(Facts.NONE.with("changed", 1)));
    assertThat(attempt(room, made, "correct-write", "shop.users.name")).isEqualTo(first);
    assertThat(read("select name from users where id = 'anna'")).isEqualTo("Änne");
    assertThat(read("select name from users where id = 'bea'")).isEqualTo("B");
  }

  @Test
  void anEmptyFieldIsSupplemented() {
    execute("update users set nickname = null where id = 'anna'");
    Case made = room.asked("anna", NICKNAME, "Anni");

    assertThat(attempt(room, made, "correct-write", NICKNAME))
        .isEqualTo(new StepResult.Done(Facts.NONE.with("changed", 1)));
    assertThat(read("select nickname from users where id = 'anna'")).isEqualTo("Anni");
  }

  @Test
  void aContactWaitsForAnOrderUnderWayAndOtherFieldsDoNot() {
    assertThat(check("bea", PHONE, "13900139000"))
        .isEqualTo(
            new StepResult.Until(
                new CaseEvent.Deferred("open-order", room.now.plus(Duration.ofHours(1))),
                Facts.NONE.with("reason", "open-order")));
    assertThat(check("bea", NICKNAME, "B"))
        .isEqualTo(
            new StepResult.Done(
                Facts.NONE,
                Stream.of(NICKNAME, "shop.parcels.greeting", "crm.people.alias")
                    .map(field -> new Step.Planned("correct-write", field, Facts.NONE))
                    .toList()));
  }

  @Test
  void theCategoryOfTheFieldSaysWhoHasToLookFirst() {
    room.strong = false;
    assertThat(review(check("anna", PHONE, "13900139000"))).isEqualTo("proof-of-identity");
    room.strong = true;
    assertThat(review(check("anna", PHONE, "13900139000"))).isEmpty();
    assertThat(review(check("anna", "shop.users.name", "C"))).isEqualTo("proof-of-category");
    assertThat(review(check("anna", "shop.users.born", "1999-01-01")))
        .isEqualTo("proof-of-category");
    assertThat(review(check("anna", "shop.users.born", "2020-01-01"))).isEqualTo("younger-than-14");
  }

  private static String review(StepResult result) {
    return result instanceof StepResult.Done done
        ? done.result().values().getOrDefault("review", "")
        : result.toString();
  }

  @Test
  void nothingIsWrittenBeforeSomebodyLookedAndNothingWhenTheySayNo() throws Exception {
    Case yes = room.asked("anna", "shop.users.name", "Anna B");
    Case no = room.asked("bea", "shop.users.name", "Bea B");

    try (Cases.Running node = node()) {
      await(yes, CaseState.NEEDS_HUMAN);
      await(no, CaseState.NEEDS_HUMAN);
      assertThat(read("select name from users where id = 'anna'")).isEqualTo("A");
      room.cases.answer(yes.id(), HandOutcome.DONE, "id-card-seen", "dpo");
      room.cases.answer(no.id(), HandOutcome.EXCEPTION, "no-document", "dpo");
      node.wake(yes.id());
      node.wake(no.id());
      await(yes, CaseState.COMPLETED);
      await(no, CaseState.COMPLETED);
    }

    assertThat(read("select name from users where id = 'anna'")).isEqualTo("Anna B");
    assertThat(read("select name from users where id = 'bea'")).isEqualTo("B");
  }

  @Test
  void whatCannotBeWrittenWaitsForSomebodyAndIsNeverDone() {
    assertThat(check("nobody", NICKNAME, "N")).isEqualTo(human("not-found", NICKNAME));
    assertThat(check("anna", "shop.users.id", "N"))
        .isEqualTo(human("identifies-rows", "shop.users.id"));
    assertThat(check("anna", "shop.users.shoe", "N"))
        .isEqualTo(human("no-such-field", "shop.users.shoe"));
    assertThat(check("anna", "shop.users.email", "a@b.example"))
        .isEqualTo(human("no-index-column", "shop.users.email"));
    execute("insert into orders values ('o-3', 'anna', 'closed')");
    assertThat(check("anna", "shop.orders.state", "open"))
        .isEqualTo(human("several-rows", "shop.orders.state"));
    execute("alter table users drop column nickname");
    assertThat(check("anna", NICKNAME, "N")).isEqualTo(human("no-column", NICKNAME));
    execute("drop table users");
    assertThat(check("anna", NICKNAME, "N")).isEqualTo(human("no-table", NICKNAME));
  }

  @Test
  void aRightThatIsMissingIsKnownBeforehand() {
    try (CorrectionRoom reader = new CorrectionRoom(reading())) {
      Case made = reader.asked("anna", NICKNAME, "N");

      assertThat(attempt(reader, made, "correct-check", ""))
          .isEqualTo(human("no-permission", NICKNAME));
      assertThat(attempt(reader, made, "correct-write", NICKNAME))
          .isEqualTo(new StepResult.Human("no-permission", Facts.NONE));
    }
  }

  @Test
  void aRequestWithoutAValueWaitsForStaff() {
    Case made = room.asked("anna", NICKNAME, "N");
    room.database.jdbi().useHandle(handle -> handle.execute("delete from rights.correction_wish"));

    assertThat(attempt(room, made, "correct-check", ""))
        .isEqualTo(new StepResult.Human("waits-for-staff", Facts.NONE));
  }
}
