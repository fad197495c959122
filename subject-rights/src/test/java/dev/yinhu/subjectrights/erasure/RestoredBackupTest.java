package dev.yinhu.subjectrights.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.register.SubjectId;
import dev.yinhu.subjectrights.cases.Case;
import dev.yinhu.subjectrights.cases.CaseState;
import dev.yinhu.subjectrights.cases.Cases;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Yesterday's backup of everything is put back after a deletion; the key directory is not. */
class RestoredBackupTest {
  private static void run(ErasureRoom room, Case made) throws InterruptedException {
    try (Cases.Running node = room.node(room.deletion(Duration.ofDays(7)).work())) {
      node.wake(made.id());
      long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (room.cases.find(made.id()).orElseThrow().state() != CaseState.COMPLETED) {
        assertThat(System.nanoTime()).as("%s", room.cases.steps(made.id())).isLessThan(end);
        Thread.sleep(10);
        room.now = room.now.plusMillis(10);
        Case now = room.cases.find(made.id()).orElseThrow();
        if (now.state() == CaseState.COOLING_OFF) {
          room.now = now.until().orElseThrow();
          node.wake(made.id());
        }
      }
    }
  }

  @Test
  void whoCameBackWithTheBackupOfAStoreIsErasedAgainAndNobodyElse() throws InterruptedException {
    try (ErasureRoom room = new ErasureRoom()) {
      SubjectId anna = room.customer("anna");
      SubjectId cara = room.customer("cara");
      room.customer("bea");
      Backup shop = new Backup(room.shop.jdbi(), "public");
      Case first = room.asked(anna, room.deletion(Duration.ofDays(7)));
      run(room, first);
      Case second = room.asked(cara, room.deletion(Duration.ofDays(7)));
      run(room, second);
      Replaying replaying = new Replaying(room.deletion(Duration.ZERO), room.erasedPeople());
      assertThat(replaying.run().erasedAgain()).as("what a law keeps is not touched").isEmpty();
      shop.restore();
      String sealed = room.sealed("shop.users.phone", "cara", "137");
      assertThat(sealed).as("somebody new under the old id").isNotEqualTo("refused");

      ReplayWish late = new ReplayWish(Optional.empty(), Optional.of(room.now.plusSeconds(1)));
      assertThat(replaying.run(late).erasedAgain()).as("nobody was erased since").isEmpty();
      ReplayWish nowhere = new ReplayWish(Optional.of("crm"), Optional.empty());
      assertThatThrownBy(() -> replaying.run(nowhere)).isInstanceOf(IllegalArgumentException.class);

      Returned returned =
          replaying.run(new ReplayWish(Optional.of("shop"), Optional.of(ErasureRoom.START)));

      assertThat(returned.erasedAgain()).containsExactly(first.id());
      assertThat(returned.newUnderOldId()).containsExactly(second.id());
      assertThat(returned.failed()).isEmpty();
      assertThat(returned.stores()).hasSize(1);
      assertThat(returned.stores().getFirst().rows()).isPositive();
      assertThat(room.count("select count(*) from addresses where user_id = 'anna'")).isZero();
      assertThat(room.text("select string_agg(id, ' ') from orders where user_id = 'anna'"))
          .isEqualTo("anna-young");
      assertThat(room.count("select count(*) from addresses")).isEqualTo(2);
      assertThat(replaying.run().erasedAgain()).isEmpty();

      room.connectors = Map.of();
      assertThat(replaying.run().failed()).containsExactly("no-connector");
    }
  }

  private static void untilItCoolsOff(ErasureRoom room, Case made) throws InterruptedException {
    try (Cases.Running node = room.node(room.deletion(Duration.ofDays(7)).work())) {
      node.wake(made.id());
      long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (room.cases.find(made.id()).orElseThrow().state() != CaseState.COOLING_OFF) {
        assertThat(System.nanoTime()).as("%s", room.cases.steps(made.id())).isLessThan(end);
        Thread.sleep(10);
        room.now = room.now.plusMillis(10);
      }
    }
  }

  @Test
  void thePersonStaysErasedAndTheCaseInTheBackupErasesTheirRowsAgain() throws InterruptedException {
    try (ErasureRoom room = new ErasureRoom()) {
      SubjectId anna = room.customer("anna");
      room.customer("bea");
      String phone = room.text("select phone from users where id = 'anna'");
      String others = room.text("select phone from users where id = 'bea'");
      Case made = room.asked(anna, room.deletion(Duration.ofDays(7)));
      untilItCoolsOff(room, made);
      Backup own = new Backup(room.database.jdbi(), "crypto", "rights");
      Backup shop = new Backup(room.shop.jdbi(), "public");
      run(room, made);

      room.restart(() -> {
        own.restore();
        shop.restore();
      });

      assertThat(room.access.persons().known(anna)).isEmpty();
      assertThat(room.count("select count(*) from users where phone is not null")).isEqualTo(2);
      assertThat(
              room.opened(ErasureRoom.SHOP, ErasureRoom.DELIVER, "shop.users.phone", "anna", phone))
          .isEqualTo("subject-erased");
      assertThat(
              room.opened(ErasureRoom.SHOP, ErasureRoom.DELIVER, "shop.users.phone", "bea", others))
          .isEqualTo("138");
      assertThat(room.cases.find(made.id()).orElseThrow().state()).isEqualTo(CaseState.COOLING_OFF);

      run(room, made);

      assertThat(room.count("select count(*) from addresses where user_id = 'anna'")).isZero();
      assertThat(room.count("select count(*) from orders where user_id = 'anna'")).isEqualTo(1);
      assertThat(room.count("select count(*) from users where phone is not null")).isEqualTo(1);
      assertThat(room.cases.steps(made.id()))
          .filteredOn(step -> step.kind().equals("erase-restrict"))
          .allMatch(step -> "1".equals(step.result().values().get("values-gone")));
    }
  }
}
