package dev.yinhu.subjectrights.correction;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  abstract JdbcSettings settings();

  /** As somebody who may read and nothing else. */
  abstract JdbcSettings reading();

  @BeforeEach
  void fill() {
    execute("drop table if exists orders");
    execute("drop table if exists users");
    execute(
        "create table users (id varchar(40) primary key, nickname varchar(40), born varchar(40),"
            + " name varchar(40), phone varchar(400), phone_index varchar(100), email"
            + " varchar(400))");
    execute(
        "create table orders (id varchar(40) primary key, user_id varchar(40), state varchar(40))");
    execute("insert into users values ('anna', 'Annie', '2000-01-01', 'A', 'x', 'y', 'z')");
    execute("insert into users values ('bea', 'Bee', '2000-01-01', 'B', 'x', 'y', 'z')");
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

  private void await(Case made, CaseState state) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (room.cases.find(made.id()).orElseThrow().state() != state && System.nanoTime() < end) {
      Thread.sleep(10);
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
    assertThat(read("select phone from users where id = 'bea'")).isEqualTo("x");
    assertThat(room.values.of(made.id())).isEmpty();
    assertThat(room.cases.steps(made.id()))
        .extracting(Step::kind)
        .containsExactly("correct-check", "correct-write", "correct-tell");
    assertThat(room.cases.steps(made.id()).toString()).doesNotContain("139", "anna");
  }

  @Test
  void whatIsWrittenAgainAfterACrashStandsThereOnce() {
    Case made = room.asked("anna", NICKNAME, "Änne");

    StepResult first = attempt(room, made, "correct-write", NICKNAME);

    assertThat(first).isEqualTo(new StepResult.Done(Facts.NONE.with("changed", 1)));
    assertThat(attempt(room, made, "correct-write", NICKNAME)).isEqualTo(first);
    assertThat(read("select nickname from users where id = 'anna'")).isEqualTo("Änne");
    assertThat(read("select nickname from users where id = 'bea'")).isEqualTo("Bee");
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
                Facts.NONE, List.of(new Step.Planned("correct-write", NICKNAME, Facts.NONE))));
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
