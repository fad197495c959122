package dev.yinhu.subjectrights.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.subjectrights.CaseId;
import dev.yinhu.subjectrights.CaseType;
import dev.yinhu.subjectrights.clock.ExtensionReason;
import dev.yinhu.subjectrights.refusal.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class CaseWordsTest {
  private static final Instant START = Instant.parse("2026-02-02T02:00:00Z");

  private final CaseRoom room = new CaseRoom();
  private Instant now = START.plusSeconds(60);

  private CaseWords words() {
    return new CaseWords(room.database.jdbi(), room.cases, () -> now);
  }

  private List<String> told() {
    List<String> told = new ArrayList<>();
    int _ = words().tell((_, known, line) -> told.add(known.id() + " " + line.event()), 100);
    return told;
  }

  private long count(String table) {
    return room.database
        .jdbi()
        .withHandle(handle ->
            handle.createQuery("select count(*) from rights." + table).mapTo(Long.class).one());
  }

  @Test
  void eachTurnIsToldOnceAndAFailureIsTriedAgain() {
    try (room) {
      CaseId id = room.running(CaseType.DELETE, START, new Step.Planned("look"));
      room.cases.apply(
          id,
          new CaseEvent.CoolingOffBegan(START.plus(Duration.ofDays(7))),
          "yinhu",
          START.plusSeconds(1));
      int tried =
          words()
              .tell(
                  (_, _, _) -> {
                    throw new IllegalStateException("no outbox");
                  },
                  100);
      assertThat(tried).isEqualTo(2);
      assertThat(told()).as("not at once").isEmpty();
      now = now.plusSeconds(61);

      assertThat(told()).containsExactlyInAnyOrder(id + " verified", id + " cooling-off-began");

      now = now.plus(Duration.ofDays(1));
      assertThat(told()).isEmpty();
    }
  }

  @Test
  void twoNodesTellEachWordOnce() throws Exception {
    try (room;
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 40; i++) {
        room.running(CaseType.COPY, START, new Step.Planned("look"));
      }
      List<Future<List<String>>> nodes =
          List.of(threads.submit(this::told), threads.submit(this::told));
      List<String> all = new ArrayList<>(nodes.getFirst().get());
      all.addAll(nodes.getLast().get());
      assertThat(all).doesNotHaveDuplicates();
      all.addAll(told());
      assertThat(all).hasSize(40).doesNotHaveDuplicates();
    }
  }

  @Test
  void theIdOfWhoIsRefusedStaysUntilTheyAreToldAndOfWhoIsDeletedNothingStays() {
    try (room) {
      CaseId refused = room.running(CaseType.COPY, START, new Step.Planned("look"));
      room.cases.apply(refused, new CaseEvent.Refused(RefusalCode.EXCESSIVE), "dpo", START);
      CaseId deleted = room.running(CaseType.DELETE, START, new Step.Planned("look"));
      room.cases.apply(deleted, new CaseEvent.PointOfNoReturn(), "yinhu", START);
      room.cases.apply(deleted, new CaseEvent.WorkDone(), "yinhu", START);
      CaseId back = room.running(CaseType.COPY, START, new Step.Planned("look"));
      room.cases.apply(back, new CaseEvent.Cancelled("requester"), "yinhu", START);
      assertThat(count("last_word")).isOne();

      assertThat(words().forget(_ -> true, Duration.ofDays(7))).as("not told yet").isZero();
      assertThat(told()).contains(refused + " refused", deleted + " work-done");
      assertThat(words().forget(_ -> false, Duration.ofDays(7))).as("on its way").isZero();
      assertThat(words().forget(refused::equals, Duration.ofDays(7))).isOne();
      assertThat(count("last_word")).isZero();
      assertThat(room.cases.sealedSubject(refused)).isEmpty();
    }
  }

  @Test
  void whoCannotBeToldIsForgottenAfterAWhile() {
    try (room) {
      CaseId refused = room.running(CaseType.COPY, START, new Step.Planned("look"));
      room.cases.apply(refused, new CaseEvent.Refused(RefusalCode.EXCESSIVE), "dpo", START);
      now = START.plus(Duration.ofDays(8));
      assertThat(words().forget(_ -> false, Duration.ofDays(7))).isOne();
      assertThat(count("last_word")).isZero();
    }
  }

  @Test
  void anExtensionIsWishedOnceAtATime() {
    try (room) {
      CaseId id = room.running(CaseType.COPY, START, new Step.Planned("look"));
      ExtensionWishes wishes = new ExtensionWishes(room.database.jdbi(), () -> now);
      assertThat(wishes.add(id, ExtensionReason.COMPLEX, "dpo")).isTrue();
      assertThat(wishes.add(id, ExtensionReason.MANY_REQUESTS, "dpo")).isFalse();
      ExtensionWishes.Wish wish = wishes.all().getFirst();
      assertThat(wish.notice()).isEmpty();
      assertThat(wish.asked()).isEqualTo(now);
      wishes.told(wish, "case/x/extended");
      assertThat(wishes.all().getFirst().notice()).contains("case/x/extended");
      wishes.remove(wish);
      assertThat(wishes.all()).isEmpty();
    }
  }
}
