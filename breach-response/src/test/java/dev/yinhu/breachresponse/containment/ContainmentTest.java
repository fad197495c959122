package dev.yinhu.breachresponse.containment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.AuditLogConfig;
import dev.yinhu.accessaudit.search.AuditSearch;
import dev.yinhu.breachresponse.ActRefused;
import dev.yinhu.breachresponse.Acts;
import dev.yinhu.breachresponse.Gate.Missing;
import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.IncidentState;
import dev.yinhu.breachresponse.Order;
import dev.yinhu.breachresponse.TimelineLine;
import dev.yinhu.breachresponse.containment.Measure.Kind;
import dev.yinhu.crypto.Crypto;
import dev.yinhu.crypto.CryptoConfig;
import dev.yinhu.database.testing.TestDatabase;
import dev.yinhu.fieldaccess.Access;
import dev.yinhu.fieldaccess.Disclosure;
import dev.yinhu.fieldaccess.FieldAccess;
import dev.yinhu.fieldaccess.ItemResult;
import dev.yinhu.fieldaccess.OpenItem;
import dev.yinhu.fieldaccess.Requester;
import dev.yinhu.fieldaccess.SealItem;
import dev.yinhu.fieldaccess.Tombstones;
import dev.yinhu.register.CallerName;
import dev.yinhu.register.Purpose;
import dev.yinhu.register.testing.Registers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes over one database. */
class ContainmentTest {
  private static final IncidentId LEAK = new IncidentId(7, false);
  private static final Order DPO = new Order("dpo", "request-1");
  private static final Reason WHY = new Reason("the partner's key is for sale");
  private static final Requester SHOP = new Requester(new CallerName("order-service"), "r-1");
  private static final String PHONE = "shop.users.phone";
  private static final Measure CALLER = new Measure(Kind.CALLER, "order-service");

  @TempDir Path temp;
  private volatile Instant now = Registers.NOW;
  private TestDatabase database;
  private Crypto crypto;
  private AuditLog log;
  private Acts acts;
  private ContainmentBook here;
  private ContainmentBook there;
  private FieldAccess accessHere;
  private FieldAccess accessThere;
  private Containments containments;

  @BeforeEach
  void open() {
    database = TestDatabase.create("crypto", "audit", "access", "breach");
    CryptoConfig keys = new CryptoConfig(temp.resolve("root.key"), 1_000, Duration.ofMinutes(10));
    crypto = Crypto.open(database.database(), keys, () -> now);
    log = AuditLog.open(database.dataSource(), AuditLogConfig.DEFAULT, () -> now);
    acts = new Acts(database.jdbi(), log, () -> now);
    here = ContainmentBook.open(database.database(), () -> now);
    there = ContainmentBook.open(database.database(), () -> now);
    accessHere = access(here);
    accessThere = access(there);
    containments = containments(Optional.empty());
  }

  private Containments containments(Optional<AuditSearch> search) {
    return new Containments(database.jdbi(), acts, log, search, here, () -> now);
  }

  private FieldAccess access(ContainmentBook book) {
    FieldAccess access =
        FieldAccess.open(
            database.jdbi(),
            crypto,
            log,
            () -> now,
            ZoneId.of("Asia/Shanghai"),
            Tombstones.NONE,
            book);
    access.use(1, Registers.shop());
    return access;
  }

  @AfterEach
  void close() {
    accessHere.close();
    accessThere.close();
    here.close();
    there.close();
    log.close();
    crypto.close();
    database.close();
  }

  private String sealed() {
    return text(run(accessHere.encrypt(SHOP, List.of(new SealItem(PHONE, "cara", "", "139")))));
  }

  private String read(FieldAccess access, String sealed) {
    return text(
        run(
            access.decrypt(
                SHOP,
                new Purpose("deliver-order"),
                Disclosure.CLEAR,
                List.of(new OpenItem(PHONE, "cara", "", sealed)))));
  }

  private static ItemResult run(Access access) {
    if (access.needsStore()) {
      access.load();
    }
    return access.finish().join().items().getFirst();
  }

  private static String text(ItemResult result) {
    return switch (result) {
      case ItemResult.Done done -> done.value();
      case ItemResult.Refused refused -> refused.code().text();
      default -> "other";
    };
  }

  @Test
  void aSuspendedCallerGetsNothingOnEitherNodeUntilItIsLifted() {
    String sealed = sealed();
    assertThat(read(accessThere, sealed)).isEqualTo("139");

    Containment begun = containments.begin(LEAK, CALLER, WHY, Optional.empty(), DPO);
    assertThat(read(accessHere, sealed)).as("at once where it was decided").isEqualTo("suspended");
    until(() -> read(accessThere, sealed).equals("suspended"));

    containments.lift(begun.number(), DPO);
    assertThat(read(accessHere, sealed)).isEqualTo("139");
    until(() -> read(accessThere, sealed).equals("139"));
    assertThat(acts.timeline(LEAK))
        .extracting(TimelineLine::act)
        .containsExactly("containment-begin", "containment-lift");
    assertThat(acts.timeline(LEAK).getFirst().details())
        .containsEntry("kind", "caller")
        .containsEntry("target", "order-service");
    assertThatThrownBy(() -> containments.lift(begun.number(), DPO))
        .isInstanceOfSatisfying(
            ActRefused.class, e -> assertThat(e.code()).isEqualTo("containment-over"));
  }

  /** The quickest of some, as the machine may be busy with something else. */
  @Test
  void anotherNodeHoldsBackWithinASecondAlsoWhenNotificationsAreLost() {
    try (ContainmentBook deaf =
        ContainmentBook.withoutNotifications(database.database(), () -> now)) {
      for (ContainmentBook book : List.of(there, deaf)) {
        Duration quickest = Duration.ofDays(1);
        for (int round = 0; round < 5; round++) {
          long start = System.nanoTime();
          Containment begun = containments.begin(LEAK, CALLER, WHY, Optional.empty(), DPO);
          until(() -> book.now().callers().containsKey("order-service"));
          Duration took = Duration.ofNanos(System.nanoTime() - start);
          quickest = took.compareTo(quickest) < 0 ? took : quickest;
          containments.lift(begun.number(), DPO);
          until(() -> book.now().callers().isEmpty());
        }
        assertThat(quickest).isLessThan(Duration.ofSeconds(1));
      }
    }
  }

  @Test
  void itEndsByItselfAndRequestsThatItRefusedAreCounted() {
    String sealed = sealed();
    Containment begun =
        containments.begin(LEAK, CALLER, WHY, Optional.of(now.plusSeconds(60)), DPO);
    for (int i = 0; i < 3; i++) {
      assertThat(read(accessHere, sealed)).isEqualTo("suspended");
    }
    now = now.plusSeconds(60);
    until(() -> read(accessHere, sealed).equals("139"));

    long refused = containments.effect(begun).refused();
    assertThat(refused).isGreaterThanOrEqualTo(3);
    try (AuditSearch search = AuditSearch.open(log, temp.resolve("index"))) {
      assertThat(containments(Optional.of(search)).effect(begun).refused()).isEqualTo(refused);
    }
    assertThat(containments.holds(LEAK)).isFalse();
    assertThatThrownBy(() -> containments.begin(LEAK, CALLER, WHY, Optional.of(now), DPO))
        .isInstanceOfSatisfying(
            ActRefused.class, e -> assertThat(e.code()).isEqualTo("containment-past"));
  }

  @Test
  void everyKindIsInForceAndOfTwoLimitsTheLower() {
    List<InForce> told = new ArrayList<>();
    here.tell(told::add);
    containments.begin(LEAK, new Measure(Kind.PURPOSE, "marketing"), WHY, Optional.empty(), DPO);
    containments.begin(LEAK, new Measure(Kind.FIELD, PHONE), WHY, Optional.empty(), DPO);
    containments.begin(
        LEAK, new Measure(Kind.PERSON, "AAAAAAAAAAAAAAAAAAAAAA"), WHY, Optional.empty(), DPO);
    containments.begin(LEAK, new Measure(Kind.RECIPIENT, "courier"), WHY, Optional.empty(), DPO);
    containments.begin(LEAK, new Measure(Kind.KEYS, "*"), WHY, Optional.empty(), DPO);
    containments.begin(LEAK, limit(50), WHY, Optional.empty(), DPO);
    containments.begin(new IncidentId(8, false), limit(20), WHY, Optional.empty(), DPO);

    InForce in = here.inForce();
    assertThat(in.suspended().purposes()).containsOnlyKeys("marketing");
    assertThat(in.suspended().fields()).containsOnlyKeys(PHONE);
    assertThat(in.suspended().persons()).containsOnlyKeys("AAAAAAAAAAAAAAAAAAAAAA");
    assertThat(in.suspended().everything()).isPresent();
    assertThat(in.suspended().limits().get("support-desk"))
        .satisfies(lowered -> assertThat(lowered.daily()).isEqualTo(20));
    assertThat(in.recipients()).containsExactly("courier");
    assertThat(told).contains(InForce.NOTHING, in);
    assertThatThrownBy(() -> containments.begin(LEAK, limit(10), WHY, Optional.empty(), DPO))
        .isInstanceOfSatisfying(
            ActRefused.class, e -> assertThat(e.code()).isEqualTo("contained-already"));
  }

  private static Measure limit(long daily) {
    return new Measure(Kind.LIMIT, "support-desk", OptionalLong.of(daily));
  }

  @Test
  void whatTheOtherNodeRefusesOutsideOfFieldAccessIsCountedToo() {
    assertThat(there.refusesRecipient("courier")).isFalse();
    Containment paused =
        containments.begin(
            LEAK, new Measure(Kind.RECIPIENT, "courier"), WHY, Optional.empty(), DPO);
    Containment caller = containments.begin(LEAK, CALLER, WHY, Optional.empty(), DPO);
    until(() -> !there.inForce().recipients().isEmpty() && !there.inForce().callers().isEmpty());

    assertThat(there.refusesRecipient("courier")).isTrue();
    assertThat(there.refusesRecipient("express")).isFalse();
    assertThat(there.refusesCaller("order-service")).isTrue();
    assertThat(here.refusesCaller("order-service")).isTrue();
    assertThat(here.refusesCaller("support-desk")).isFalse();

    until(() -> containments.effect(caller).refused() == 2);
    until(() -> containments.effect(paused).refused() == 1);
    containments.lift(paused.number(), DPO);
    until(() -> there.inForce().recipients().isEmpty());
    assertThat(there.refusesRecipient("courier")).isFalse();
  }

  @Test
  void aDrillIsRecordedAndHoldsNobodyBack() {
    String sealed = sealed();
    IncidentId drill = new IncidentId(9, true);
    containments.begin(drill, CALLER, WHY, Optional.empty(), DPO);

    assertThat(containments.holds(drill)).isTrue();
    assertThat(read(accessHere, sealed)).isEqualTo("139");
    assertThat(here.inForce()).isEqualTo(InForce.NOTHING);
  }

  @Test
  void containedNeedsSomethingHeldBackOrAReasonWhyNot() {
    ContainedGate gate = new ContainedGate(containments);
    assertThat(gate.missing(LEAK, IncidentState.CONTAINED))
        .extracting(Missing::code)
        .containsExactly("containment-missing");
    assertThat(gate.missing(LEAK, IncidentState.ASSESSED)).isEmpty();

    Containment begun = containments.begin(LEAK, CALLER, WHY, Optional.empty(), DPO);
    assertThat(gate.missing(LEAK, IncidentState.CONTAINED)).isEmpty();
    containments.lift(begun.number(), DPO);
    assertThat(gate.missing(LEAK, IncidentState.CONTAINED)).hasSize(1);

    containments.declareUnnecessary(LEAK, new Reason("the disk was destroyed"), DPO);
    assertThat(gate.missing(LEAK, IncidentState.CONTAINED)).isEmpty();
  }

  private interface Condition {
    boolean holds();
  }

  private static void until(Condition condition) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      LockSupport.parkNanos(1_000_000);
    }
  }
}
