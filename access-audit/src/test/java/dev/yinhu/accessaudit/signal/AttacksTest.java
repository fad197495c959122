package dev.yinhu.accessaudit.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.yinhu.accessaudit.Actor;
import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.AuditEntry.Item;
import dev.yinhu.accessaudit.AuditEntry.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Planted attacks among weeks of usual life are found in time, and usual life is left alone. */
class AttacksTest {
  private static final int DAYS = 24;
  private static final int BAD_DAY = 22;
  private static final List<AuditEntry> USUAL = Traffic.days(7, DAYS);
  private static final Traffic PLANTED = Traffic.planted();

  private static List<Finding> findings(List<AuditEntry> entries) {
    Detection detection = new Detection(SignalSettings.DEFAULT, Shop.VERSIONS);
    List<Finding> found = new ArrayList<>();
    long index = 0;
    for (AuditEntry entry : entries) {
      detection.see(index++, entry, found::add);
    }
    return found;
  }

  private static List<Finding> with(List<AuditEntry> planted) {
    return findings(Traffic.mixed(USUAL, planted));
  }

  private static Item shown(int customer) {
    return new Item("shop.users.phone", "masked", "", 1, List.of(Traffic.ref(customer)));
  }

  private static Finding first(List<Finding> found, SignalRule rule) {
    return found.stream().filter(one -> one.rule() == rule).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void usualLifeGivesNoFinding(long seed) {
    assertThat(findings(Traffic.days(seed, 35))).isEmpty();
  }

  @Test
  void anAgentWhoReadsInBulkIsFoundAtTheFiftiethCustomer() {
    List<AuditEntry> planted = new ArrayList<>();
    Instant start = Traffic.at(BAD_DAY, 10, 0);
    for (int i = 0; i < 200; i++) {
      Instant time = start.plusMillis((long) (Math.sqrt(i) * 200_000));
      planted.add(PLANTED.look(Traffic.agent(4), time, shown(60_000 + i)));
    }
    List<Finding> found = with(planted);
    Finding first = first(found, SignalRule.BULK_READING);
    assertThat(first.key()).isEqualTo(SignalKey.actor(Traffic.agent(4)));
    assertThat(first.measured()).isEqualTo(50);
    assertThat(first.threshold()).isEqualTo(50);
    assertThat(first.baseline()).isBetween(8.0, 14.0);
    assertThat(first.from()).isEqualTo(start);
    assertThat(Duration.between(start, first.time())).isLessThan(Duration.ofMinutes(25));
  }

  @Test
  void aServiceThatReadsThreeTimesAsMuchIsFoundWithinTheHour() {
    List<AuditEntry> planted = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      int begin = 60_000 + 100 * i;
      List<String> subjects = IntStream.range(begin, begin + 100).mapToObj(Traffic::ref).toList();
      planted.add(
          PLANTED.access(
              Traffic.at(BAD_DAY, 15, i),
              "order-service",
              "deliver-order",
              Optional.empty(),
              new Item("shop.users.phone", "clear", "", 100, subjects)));
    }
    Finding first = first(with(planted), SignalRule.BULK_READING);
    assertThat(first.key()).isEqualTo(SignalKey.caller("order-service"));
    assertThat(Duration.between(Traffic.at(BAD_DAY, 15, 0), first.time()))
        .isLessThan(Duration.ofMinutes(5));
    assertThat(first.measured()).isGreaterThanOrEqualTo(first.threshold());
    assertThat(first.threshold()).isBetween(300.0, 450.0);
  }

  @Test
  void nightAccessIsFoundAtTheThirdValue() {
    List<AuditEntry> planted =
        IntStream.range(0, 6)
            .mapToObj(
                i -> PLANTED.look(Traffic.agent(2), Traffic.at(BAD_DAY, 2, 10 * i), shown(100 + i)))
            .toList();
    List<Finding> found = with(planted);
    assertThat(found).hasSize(4).allMatch(one -> one.rule() == SignalRule.OFF_HOURS);
    Finding first = found.getFirst();
    assertThat(first.key()).isEqualTo(SignalKey.of("support-desk", Traffic.agent(2)));
    assertThat(first.time()).isEqualTo(Traffic.at(BAD_DAY, 2, 20));
    assertThat(first.from()).isEqualTo(Traffic.at(BAD_DAY - 1, 8, 0));
    assertThat(first.to()).isEqualTo(Traffic.at(BAD_DAY, 8, 0));
  }

  @Test
  void theNightIsNotOffHoursForWhoWorksAtNight() {
    List<AuditEntry> planted = new ArrayList<>();
    for (int day = 0; day < DAYS; day++) {
      for (int i = 0; i < 5; i++) {
        planted.add(PLANTED.look("night-watch", Traffic.at(day, 23, 9 * i), shown(100 * day + i)));
      }
    }
    List<Finding> off =
        with(planted).stream().filter(one -> one.rule() == SignalRule.OFF_HOURS).toList();
    assertThat(off).isNotEmpty().allMatch(one -> one.time().isBefore(Traffic.at(3, 12, 0)));
  }

  @Test
  void aWalkThroughCustomersAtARegularPaceIsFoundAtTheSixtiethVisit() {
    // One a minute, so that an hour never sees many more than usual.
    List<AuditEntry> planted =
        IntStream.range(0, 100)
            .mapToObj(i ->
                PLANTED.look(
                    "quiet-script",
                    Traffic.at(BAD_DAY, 13, 0).plusSeconds(75L * i).plusMillis(37L * i % 4_000),
                    shown(70_000 + i)))
            .toList();
    List<Finding> found =
        with(planted).stream().filter(one -> one.rule() == SignalRule.ENUMERATION).toList();
    assertThat(found).hasSize(41);
    assertThat(found.getFirst().time()).isEqualTo(planted.get(59).time());
    assertThat(found.getFirst().measured()).isEqualTo(60);
  }

  @Test
  void aCanaryIsFoundAtOnce() {
    Item canary = new Item("shop.users.phone", "masked", "canary", 1, List.of(Traffic.ref(9)));
    Item token = new Item("shop.users.email", "clear", "token/canary", 1, List.of());
    Instant time = Traffic.at(1, 12, 0);
    List<Finding> found =
        with(
            List.of(
                PLANTED.look(Traffic.agent(0), time, canary),
                PLANTED.access(time, "marketing-job", "marketing", Optional.empty(), token)));
    assertThat(found).hasSize(2);
    assertThat(found)
        .allSatisfy(one -> {
          assertThat(one.rule()).isEqualTo(SignalRule.CANARY_READ);
          assertThat(one.severity()).isEqualTo(Severity.CRITICAL);
          assertThat(one.time()).isEqualTo(time);
        });
  }

  @Test
  void aBurstOfRefusalsIsFoundAtTheTwentieth() {
    List<AuditEntry> planted =
        IntStream.range(0, 30)
            .mapToObj(i ->
                PLANTED.look(
                    Traffic.agent(6),
                    Traffic.at(BAD_DAY, 10, 31).plusSeconds(7L * i),
                    new Item("shop.users.id_number", "not-permitted", "", 1, List.of())))
            .toList();
    List<Finding> found = with(planted);
    assertThat(found).allMatch(one -> one.rule() == SignalRule.DENIALS);
    Finding first = found.getFirst();
    assertThat(first.key()).isEqualTo(SignalKey.caller("support-desk").withDetail("not-permitted"));
    assertThat(first.measured()).isEqualTo(20);
    assertThat(first.time()).isBetween(planted.get(17).time(), planted.get(19).time());
    assertThat(found)
        .extracting(Finding::key)
        .contains(SignalKey.of("support-desk", Traffic.agent(6)).withDetail("not-permitted"));
  }

  @Test
  void theDailyLimitIsToldAtItsShareAndWhenItIsUsedUp() {
    List<AuditEntry> planted = new ArrayList<>();
    // 1,000 of the limit of 1,500 are used each night at three.
    for (int i = 0; i < 6; i++) {
      List<String> subjects = IntStream.range(0, 100).mapToObj(Traffic::ref).toList();
      planted.add(
          PLANTED.access(
              Traffic.at(BAD_DAY, 3, 30 + i),
              "marketing-job",
              "marketing",
              Optional.empty(),
              new Item("shop.users.email", i < 5 ? "clear" : "limit-exceeded", "", 100, subjects)));
    }
    List<Finding> found =
        with(planted).stream().filter(one -> one.rule() == SignalRule.DAILY_LIMIT).toList();
    assertThat(found).extracting(Finding::measured).containsExactly(1_200.0, 1_500.0);
    assertThat(found).extracting(Finding::threshold).containsExactly(1_200.0, 1_500.0);
    assertThat(found).extracting(Finding::baseline).containsOnly(1_500.0);
    assertThat(found.getLast().severity()).isEqualTo(Severity.HIGH);
    assertThat(found.getFirst().from()).isEqualTo(Traffic.at(BAD_DAY, 0, 0));
  }

  @Test
  void whatIsNewIsToldOnceAndNotWhileTheLogIsYoung() {
    Item phone = shown(5);
    Item email = new Item("shop.users.email", "clear", "", 1, List.of(Traffic.ref(5)));
    Optional<Actor> nobody = Optional.empty();
    List<AuditEntry> planted =
        List.of(
            PLANTED.access(Traffic.at(3, 12, 0), "early-job", "analysis", nobody, phone),
            PLANTED.access(Traffic.at(BAD_DAY, 12, 0), "late-job", "analysis", nobody, phone),
            PLANTED.access(Traffic.at(BAD_DAY, 12, 1), "late-job", "analysis", nobody, email),
            PLANTED.access(Traffic.at(BAD_DAY, 12, 2), "order-service", "marketing", nobody, phone),
            PLANTED.access(
                Traffic.at(BAD_DAY, 12, 3), "order-service", "deliver-order", nobody, email),
            PLANTED.access(
                Traffic.at(BAD_DAY, 12, 4), "order-service", "deliver-order", nobody, email),
            PLANTED.look("agent-new", Traffic.at(BAD_DAY, 12, 5), phone));
    assertThat(with(planted))
        .extracting(Finding::rule, Finding::key)
        .containsExactly(
            tuple(SignalRule.NEW_CALLER, SignalKey.caller("late-job")),
            tuple(
                SignalRule.NEW_PURPOSE, SignalKey.caller("order-service").withPurpose("marketing")),
            tuple(
                SignalRule.NEW_FIELD,
                SignalKey.caller("order-service")
                    .withPurpose("deliver-order")
                    .withField("shop.users.email")),
            tuple(SignalRule.NEW_ACTOR, SignalKey.of("support-desk", "agent-new")));
  }

  @Test
  void readingTheLogFarMoreThanUsualIsFound() {
    List<AuditEntry> planted =
        IntStream.range(0, 60)
            .mapToObj(
                i -> PLANTED.reading("dpo", Traffic.at(BAD_DAY - 1, 11, 0).plusSeconds(20L * i)))
            .toList();
    List<Finding> found = with(planted);
    assertThat(found).allMatch(one -> one.rule() == SignalRule.LOG_READING);
    assertThat(found.getFirst().measured()).isEqualTo(40);
  }

  @Test
  void adminChangesAreToldWhenAskedForAndNotWhenTheServiceMakesThemItself() {
    Instant time = Traffic.at(5, 12, 0);
    List<Finding> found =
        with(
            List.of(
                Traffic.admin(time, "admin", "key-destruction-request", Phase.INTENT),
                Traffic.admin(time, "admin", "key-destruction-request", Phase.DONE),
                Traffic.admin(time, "key-keeper", "epoch-rotate", Phase.INTENT),
                Traffic.admin(time, "command-line", "epoch-rotate", Phase.INTENT)));
    assertThat(found)
        .extracting(Finding::rule, one -> one.key().caller(), one -> one.key().detail())
        .containsExactly(
            tuple(SignalRule.ADMIN_CHANGE, "admin", "key-destruction-request"),
            tuple(SignalRule.ADMIN_CHANGE, "command-line", "epoch-rotate"));
  }

  @Test
  void aVersionOfTheRegisterThatPermitsMoreIsTold() {
    List<Finding> found =
        with(
            List.of(
                Shop.applied(Traffic.at(5, 12, 0), 1),
                Shop.applied(Traffic.at(6, 12, 0), 2),
                Shop.applied(Traffic.at(7, 12, 0), 3)));
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().rule()).isEqualTo(SignalRule.RIGHTS_WIDENED);
    assertThat(found.getFirst().key().detail()).isEqualTo("version-2");
    // The desk may decrypt one more field, and marketing's daily limit has grown.
    assertThat(found.getFirst().measured()).isEqualTo(2);
  }
}
