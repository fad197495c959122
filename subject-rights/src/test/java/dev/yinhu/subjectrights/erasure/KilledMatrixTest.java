package dev.yinhu.subjectrights.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.fieldaccess.Persons;
import dev.yinhu.register.SubjectId;
import dev.yinhu.subjectrights.cases.Case;
import dev.yinhu.subjectrights.cases.CaseState;
import dev.yinhu.subjectrights.cases.Cases;
import dev.yinhu.subjectrights.cases.Step;
import dev.yinhu.subjectrights.cases.StepState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} at every boundary at once: each of many deletions stands between two other steps,
 * one behind the last of all, two in the middle of a request to the webhook.
 */
class KilledMatrixTest {
  private static final int STEPS = 15;
  private static final int COMPLETING = 7_081_301;
  @TempDir private Path temp;
  private final Map<String, Case> cases = new LinkedHashMap<>();
  private final Map<String, String> phones = new HashMap<>();

  @Test
  void theEffectHappensOnceWhicheverStepWasJournaledLastWhenTheProcessWasKilled() throws Exception {
    try (CountedStore crm = new CountedStore();
        ErasureRoom room = new ErasureRoom(ErasureRoom.WITH_CRM)) {
      KilledNodes nodes = new KilledNodes(room, crm, temp);
      Deletion deletion = room.deletion(Duration.ZERO, room.certificates());
      for (String person : people()) {
        crm.rows.put(person, 2);
        cases.put(person, room.asked(room.customer(person), deletion));
        phones.put(person, room.text("select phone from users where id = '" + person + "'"));
      }
      room.customer("bea");
      crm.rows.put("bea", 1);

      CountedStore.Held taken = crm.hold("held-taken", true);
      CountedStore.Held late = crm.hold("held-late", false);
      Map<Case, Integer> stops = new HashMap<>();
      for (int step = 1; step <= STEPS; step++) {
        stops.put(of("before-" + step), step);
      }
      try (Handle gate = completionWaits(room)) {
        nodes.kill(
            Moment.BEGUN,
            stops,
            () -> {
              taken.arrived().await();
              late.arrived().await();
              awaitWaiting(room);
            });
        completionGoesOn(room, gate);
      }
      assertThat(cases.values())
          .as("none has come to its end")
          .allMatch(one -> state(room, one) == CaseState.RUNNING);
      taken.go().countDown();
      nodes.kill(Moment.WORKED, stops, () -> {});
      try (Cases.Running _ = room.node(deletion.work())) {
        for (Case one : cases.values()) {
          nodes.awaitEnd(one);
        }
      }
      late.go().countDown();
      late.over().await();

      eachEffectOnce(room, crm);
      eachStepOnce(room);
      for (String person : people()) {
        isGone(room, person);
        assertThat(nodes.genuine(of(person))).doesNotContain(person).doesNotContain("failed");
      }
      assertThat(room.access.persons().known(new SubjectId("bea"))).isPresent();
      assertThat(room.count("select count(*) from addresses")).as("hers").isEqualTo(1);
    }
  }

  private static List<String> people() {
    List<String> people = new ArrayList<>();
    for (int step = 1; step <= STEPS; step++) {
      people.add("before-" + step);
    }
    people.addAll(List.of("all-done", "held-taken", "held-late"));
    return people;
  }

  private Case of(String person) {
    return Objects.requireNonNull(cases.get(person));
  }

  private static CaseState state(ErasureRoom room, Case one) {
    return room.cases.find(one.id()).orElseThrow().state();
  }

  /** The case whose steps are all journaled cannot be written down as completed. */
  private Handle completionWaits(ErasureRoom room) {
    Handle gate = room.database.jdbi().open();
    gate.execute("select pg_advisory_lock(" + COMPLETING + ")");
    gate.execute(
        "create function public.completion_waits() returns trigger language plpgsql as $$ begin"
            + " perform pg_advisory_xact_lock("
            + COMPLETING
            + "); return new; end $$");
    gate.execute(
        "create trigger completion_waits before update on rights.subject_case for each row when"
            + " (new.state = 'completed') execute function public.completion_waits()");
    return gate;
  }

  private static void awaitWaiting(ErasureRoom room) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (waiting(room) != 1) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.sleep(10);
    }
  }

  private static long waiting(ErasureRoom room) {
    return room.database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    "select count(*) from pg_locks where locktype = 'advisory' and not granted and"
                        + " objid = "
                        + COMPLETING)
                .mapTo(Long.class)
                .one());
  }

  /** The server ends what the killed process was at, as it does of itself some time. */
  private static void completionGoesOn(ErasureRoom room, Handle gate) throws InterruptedException {
    gate.execute(
        "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and not granted"
            + " and objid = "
            + COMPLETING);
    while (waiting(room) != 0) {
      Thread.sleep(10);
    }
    gate.execute("drop trigger completion_waits on rights.subject_case");
    gate.execute("select pg_advisory_unlock(" + COMPLETING + ")");
  }

  private void eachEffectOnce(ErasureRoom room, CountedStore crm) {
    assertThat(crm.rows).containsOnly(Map.entry("bea", 1));
    assertThat(crm.effects).as("one key of each person").hasSize(cases.size());
    assertThat(crm.effects.values()).containsOnly(2);
    assertThat(crm.asked).as("no other key was ever used").hasSameElementsAs(crm.effects.keySet());
    assertThat(crm.asked).as("again of those who were in it").hasSize(cases.size() + 3);
    long tombstones =
        room.database
            .jdbi()
            .withHandle(handle ->
                handle
                    .createQuery("select count(*) from rights.tombstone")
                    .mapTo(Long.class)
                    .one());
    assertThat(tombstones).as("left of work under way").isZero();
  }

  /** The case that stood behind its last step was in no other: it says what is usual. */
  private void eachStepOnce(ErasureRoom room) {
    List<Step> usual = room.cases.steps(of("all-done").id());
    assertThat(usual).hasSize(STEPS);
    for (Map.Entry<String, Case> one : cases.entrySet()) {
      List<Step> steps = room.cases.steps(one.getValue().id());
      assertThat(steps).as(one.getKey()).allMatch(step -> step.state() == StepState.DONE);
      assertThat(steps)
          .extracting(step -> step.kind() + " " + step.place())
          .as(one.getKey())
          .isEqualTo(usual.stream().map(step -> step.kind() + " " + step.place()).toList());
      for (Step step : steps) {
        var attempts = assertThat(step.attempts()).as("step %s of %s", step, one.getKey());
        int least = usual.get(step.number() - 1).attempts() + killedIn(one.getKey(), step);
        if (one.getKey().startsWith("before-")) {
          attempts.isEqualTo(least);
        } else {
          attempts.as("the second kill came to it wherever it was").isBetween(least, least + 1);
        }
      }
    }
  }

  /** How often the process was killed in this step of the person. */
  private static int killedIn(String person, Step step) {
    if (person.equals("held-taken") || person.equals("held-late")) {
      return step.kind().equals(RowErasing.ROWS) && step.place().equals("crm.people") ? 1 : 0;
    }
    return person.equals("before-" + step.number()) ? 2 : 0;
  }

  private void isGone(ErasureRoom room, String person) {
    for (String table : List.of("addresses", "reviews")) {
      assertThat(room.count("select count(*) from " + table + " where user_id = '" + person + "'"))
          .as(table + " of " + person)
          .isZero();
    }
    assertThat(room.text("select string_agg(id, ' ') from orders where user_id = '" + person + "'"))
        .isEqualTo(person + "-young");
    assertThat(room.access.persons().known(new SubjectId(person))).isEmpty();
    assertThat(
            room.opened(
                ErasureRoom.SHOP,
                ErasureRoom.DELIVER,
                "shop.users.phone",
                person,
                Objects.requireNonNull(phones.get(person))))
        .isEqualTo("subject-erased");
    assertThat(
            room.opened(
                TombstoneBook.CALLER,
                ErasureRoom.DUTY,
                "shop.orders.consignee",
                Persons.retained(of(person).id().text()).value(),
                room.text("select consignee from orders where id = '" + person + "-young'")))
        .as("what the law keeps")
        .isEqualTo("consignee of " + person + "-young");
  }
}
