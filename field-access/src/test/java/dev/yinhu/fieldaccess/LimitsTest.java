package dev.yinhu.fieldaccess;

import static dev.yinhu.fieldaccess.Room.DELIVER;
import static dev.yinhu.fieldaccess.Room.MARKETING;
import static dev.yinhu.fieldaccess.Room.MARKETING_JOB;
import static dev.yinhu.fieldaccess.Room.ORDER_SERVICE;
import static dev.yinhu.fieldaccess.Room.PHONE;
import static dev.yinhu.fieldaccess.Room.SUPPORT;
import static dev.yinhu.fieldaccess.Room.SUPPORT_DESK;
import static dev.yinhu.fieldaccess.Room.codes;
import static dev.yinhu.fieldaccess.Room.open;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.register.CallerName;
import dev.yinhu.register.Purpose;
import dev.yinhu.register.Register;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** support-desk: 50 in a second and 2,000 in a day; marketing-job: 1,000 in a day. */
@Timeout(60)
class LimitsTest {
  /** The room's clock starts at noon in Shanghai. */
  private static final Duration UNTIL_MIDNIGHT = Duration.ofHours(12);

  private Room room;
  private OpenItem item;

  @BeforeEach
  void openRoom() {
    room = Room.open();
    item = open(PHONE, "u-1", room.sealed(PHONE, "u-1", "13800138000"));
  }

  @AfterEach
  void closeRoom() {
    room.close();
  }

  private BatchResult ask(FieldAccess node, CallerName caller, Purpose purpose, int count) {
    return Room.run(
            node.decrypt(
                Room.requester(caller),
                purpose,
                Disclosure.MASKED,
                Collections.nCopies(count, item)))
        .join();
  }

  private BatchResult support(int count) {
    return ask(room.access, SUPPORT_DESK, SUPPORT, count);
  }

  private BatchResult marketing(int count) {
    return ask(room.access, MARKETING_JOB, MARKETING, count);
  }

  private static void assertGranted(BatchResult result, int granted) {
    int size = result.items().size();
    List<String> expected = new ArrayList<>(Collections.nCopies(granted, "masked"));
    expected.addAll(Collections.nCopies(size - granted, "limit-exceeded"));
    assertThat(codes(result)).isEqualTo(expected);
    assertThat(result.retryAfter().isPresent()).isEqualTo(granted < size);
    assertThat(result.allLimited()).isEqualTo(granted == 0);
  }

  @Test
  void aBurstPassesTheFirstItemsAndRefillsWithTime() {
    assertGranted(support(40), 40);
    BatchResult partial = support(30);
    assertGranted(partial, 10);
    assertThat(partial.retryAfter().orElseThrow()).isEqualTo(Duration.ofMillis(20));
    assertThat(room.lastItems())
        .containsExactly(PHONE + "/masked//10", PHONE + "/limit-exceeded//20");
    assertGranted(support(1), 0);
    room.clock.advance(Duration.ofMillis(20));
    assertGranted(support(2), 1);
    room.clock.advance(Duration.ofMinutes(1));
    assertGranted(support(60), 50);
  }

  @Test
  void whatIsGivenBackToTheDayCanBeReadAndIsNotStored() {
    DailyUseStore store = new DailyUseStore(room.database.jdbi());
    DailyUse.Who who = DailyUse.Who.of("marketing-job", "marketing");
    DailyUse day = new DailyUse(store, room.clock, ZoneId.of("Asia/Shanghai"));
    assertThat(day.reserve(who, 900, 1_000)).isEqualTo(900);
    day.exchange();
    day.giveBack(who, 900);
    day.exchange();
    assertThat(day.reserve(who, 2_000, 1_000)).isEqualTo(1_000);
    day.exchange();
    assertThat(store.of(LocalDate.ofInstant(room.clock.instant(), ZoneId.of("Asia/Shanghai"))))
        .containsEntry(who, 1_000L);
  }

  @Test
  void theDayEndsAtMidnightInShanghai() {
    assertGranted(marketing(700), 700);
    BatchResult partial = marketing(400);
    assertGranted(partial, 300);
    assertThat(partial.retryAfter()).contains(UNTIL_MIDNIGHT);
    room.clock.advance(UNTIL_MIDNIGHT.minusNanos(1));
    BatchResult late = marketing(1);
    assertGranted(late, 0);
    assertThat(late.retryAfter()).contains(Duration.ofNanos(1));
    room.clock.advance(Duration.ofNanos(1));
    assertGranted(marketing(1_000), 1_000);
    assertGranted(marketing(1), 0);
  }

  @Test
  void whatTheDayHoldsBackIsGivenBackToTheBurst() {
    for (int second = 0; second < 40; second++) {
      assertGranted(support(50), 50);
      room.clock.advance(Duration.ofSeconds(1));
    }
    BatchResult over = support(50);
    assertGranted(over, 0);
    assertThat(over.retryAfter()).contains(UNTIL_MIDNIGHT.minusSeconds(40));
    room.clock.advance(UNTIL_MIDNIGHT.minusSeconds(40));
    assertGranted(support(50), 50);
  }

  @Test
  void whatIsDeniedDoesNotCount() {
    List<OpenItem> mostlyDenied = new ArrayList<>();
    for (int i = 0; i < 900; i++) {
      mostlyDenied.add(open("shop.users.name", "u-1", item.ciphertext()));
    }
    mostlyDenied.add(item);
    BatchResult result = room.decrypt(MARKETING_JOB, MARKETING, Disclosure.MASKED, mostlyDenied);
    assertThat(result.succeeded()).isEqualTo(1);
    assertThat(result.retryAfter()).isEmpty();
    assertThat(
            codes(
                room.decrypt(
                    MARKETING_JOB, MARKETING, Disclosure.CLEAR, Collections.nCopies(500, item))))
        .containsOnly("not-permitted");
    assertGranted(marketing(999), 999);
    assertGranted(marketing(1), 0);
  }

  @Test
  void callersAndPurposesWithoutLimitAreNotLimited() {
    assertGranted(marketing(1_000), 1_000);
    assertGranted(marketing(1), 0);
    assertGranted(support(50), 50);
    for (int i = 0; i < 5; i++) {
      assertGranted(ask(room.access, ORDER_SERVICE, DELIVER, 1_000), 1_000);
    }
  }

  @Test
  void aRestartKeepsTheDaysCount() {
    assertGranted(marketing(600), 600);
    room.access.close();
    try (FieldAccess again = room.anotherNode()) {
      again.use(1, Room.register("daily: 1000", "daily: 1000"));
      assertGranted(ask(again, MARKETING_JOB, MARKETING, 500), 400);
    }
  }

  @Test
  void nodesShareTheDayAndTheCountsAreStoredOnce() {
    DailyUseStore store = new DailyUseStore(room.database.jdbi());
    DailyUse one = new DailyUse(store, room.clock, Room.SHANGHAI);
    DailyUse two = new DailyUse(store, room.clock, Room.SHANGHAI);
    DailyUse.Who who = new DailyUse.Who(MARKETING_JOB, MARKETING);
    assertThat(one.reserve(who, 600, 1_000)).isEqualTo(600);
    assertThat(two.reserve(who, 100, 1_000)).isEqualTo(100);
    one.exchange();
    two.exchange();
    one.exchange();
    one.exchange();
    two.exchange();
    assertThat(store.of(room.clock.instant().atZone(Room.SHANGHAI).toLocalDate()))
        .containsEntry(who, 700L);
    assertThat(one.reserve(who, 1_000, 1_000)).isEqualTo(300);
    one.exchange();
    two.exchange();
    assertThat(two.reserve(who, 1, 1_000)).isZero();
  }

  @Test
  void pastDaysAreForgottenWhenTheDayTurns() {
    DailyUseStore store = new DailyUseStore(room.database.jdbi());
    DailyUse use = new DailyUse(store, room.clock, Room.SHANGHAI);
    var first = room.clock.instant().atZone(Room.SHANGHAI).toLocalDate();
    DailyUse.Who who = new DailyUse.Who(MARKETING_JOB, MARKETING);
    for (int day = 0; day < 3; day++) {
      use.reserve(who, 5, 10);
      use.exchange();
      room.clock.advance(Duration.ofDays(1));
    }
    assertThat(store.of(first)).isEmpty();
    assertThat(store.of(first.plusDays(1))).isNotEmpty();
    assertThat(store.of(first.plusDays(2))).isNotEmpty();
  }

  /** A database that hangs at midnight must not hold up those who ask. */
  @Test
  void theDayTurnsWhileAnExchangeHangs() throws Exception {
    DailyUse use = new DailyUse(new DailyUseStore(room.database.jdbi()), room.clock, Room.SHANGHAI);
    DailyUse.Who who = new DailyUse.Who(MARKETING_JOB, MARKETING);
    use.reserve(who, 10, 10);
    CompletableFuture<Void> exchange =
        room.database
            .jdbi()
            .inTransaction(handle -> {
              handle.execute("lock table access.daily_use");
              CompletableFuture<Void> hangs =
                  CompletableFuture.runAsync(use::exchange, Thread::startVirtualThread);
              awaitLockWait();
              room.clock.advance(Duration.ofDays(1));
              CompletableFuture<Long> granted =
                  CompletableFuture.supplyAsync(
                      () -> use.reserve(who, 10, 10), Thread::startVirtualThread);
              assertThat(granted.get(5, TimeUnit.SECONDS)).isEqualTo(10);
              assertThat(hangs).isNotDone();
              return hangs;
            });
    exchange.get(10, TimeUnit.SECONDS);
  }

  private void awaitLockWait() {
    while (room.database
            .jdbi()
            .withHandle(handle ->
                handle
                    .createQuery("select count(*) from pg_locks where not granted")
                    .mapTo(Integer.class)
                    .one())
        == 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aNewRegisterVersionBringsItsLimits() {
    assertGranted(marketing(900), 900);
    Register more = Room.register("daily: 1000", "daily: 1500");
    room.access.use(2, more);
    assertGranted(marketing(700), 600);
    room.access.use(3, Room.register("daily: 1000", "daily: 100"));
    assertGranted(marketing(1), 0);
    room.access.use(4, Room.register("count: 50, per: 1s", "count: 2, per: 1m"));
    BatchResult result = support(3);
    assertGranted(result, 2);
    assertThat(result.retryAfter()).contains(Duration.ofSeconds(30));
  }
}
