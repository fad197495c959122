package dev.yinhu.accessaudit.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.AuditEntry.Item;
import dev.yinhu.accessaudit.AuditEntry.Phase;
import dev.yinhu.accessaudit.Until;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.AuditLogConfig;
import dev.yinhu.accessaudit.log.StoredEntry;
import dev.yinhu.database.ConnectionInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stops, and whoever goes on: the same log gives the same warnings, each once. */
class EvaluationTest {
  private static final int DAYS = 10;
  private static final Evaluator.Pace QUICK =
      new Evaluator.Pace(
          Duration.ofMillis(1_500),
          Duration.ofMillis(20),
          Duration.ofMillis(200),
          1_000,
          Duration.ofMinutes(2));

  private final Traffic traffic = Traffic.planted();
  private LogRoom room;

  @BeforeEach
  void open() {
    room = new LogRoom();
  }

  @AfterEach
  void close() {
    room.close();
  }

  private static Item shown(int customer) {
    return new Item("shop.users.phone", "masked", "", 1, List.of(Traffic.ref(customer)));
  }

  private AuditEntry canary(int agent, int second) {
    Item item = new Item("shop.users.phone", "masked", "canary", 1, List.of(Traffic.ref(1)));
    return traffic.look(Traffic.agent(agent), Traffic.at(9, 12, 0).plusSeconds(second), item);
  }

  /** Ten days with a night, a burst of refusals, bulk reading and canaries in them. */
  private List<AuditEntry> troubled() {
    List<AuditEntry> planted = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      planted.add(traffic.look(Traffic.agent(0), Traffic.at(9, 3, i % 50), shown(i)));
      planted.add(
          traffic.look(
              Traffic.agent(1), Traffic.at(9, 10, 0).plusSeconds(30L * i), shown(60_000 + i)));
      planted.add(
          traffic.look(
              Traffic.agent(2),
              Traffic.at(8, 11, 3).plusSeconds(i),
              new Item("shop.users.phone", "not-permitted", "", 1, List.of())));
      planted.add(canary(i % 3, i * 60));
    }
    return Traffic.mixed(Traffic.days(3, DAYS), planted);
  }

  /** What stands in the database, without when it was written down and in how many steps. */
  private static List<String> told(LogRoom room) {
    return room.warnings().stream()
        .map(w ->
            "%s %s %s %s %s %s %s %s %s %s %s %s %s %s"
                .formatted(
                    w.id(),
                    w.rule(),
                    w.severity(),
                    w.state(),
                    w.key(),
                    w.from(),
                    w.to(),
                    w.measured(),
                    w.baseline(),
                    w.threshold(),
                    w.firstSeen(),
                    w.lastSeen(),
                    w.findings(),
                    w.evidence()))
        .sorted()
        .toList();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void howeverOftenEvaluationIsCutOffTheWarningsAreThoseOfOneRun(long seed) {
    room.write(troubled());
    room.evaluate();
    List<String> expected = told(room);
    assertThat(expected).hasSizeGreaterThan(8);
    room.forget();
    Random random = new Random(seed);
    List<StoredEntry> all = room.stored(0);
    int lives = 0;
    long done = 0;
    while (done < all.size()) {
      Evaluator evaluator =
          room.evaluator(
              new Evaluator.Pace(
                  Duration.ofSeconds(-1),
                  Duration.ofMillis(1),
                  Duration.ZERO,
                  2_000,
                  Duration.ofDays(1)));
      int at = (int) evaluator.next();
      // A life of some batches; then it is gone, without a word.
      for (int batch = 1 + random.nextInt(4); batch > 0 && at < all.size(); batch--) {
        int end = Math.min(all.size(), at + 1 + random.nextInt(4_000));
        evaluator.accept(all.subList(at, end));
        at = end;
      }
      lives++;
      done = at;
    }
    assertThat(lives).isGreaterThan(3);
    assertThat(told(room)).isEqualTo(expected);
  }

  @Test
  void warningsOfDrillsAreMarkedAndNotCounted() {
    Item canary = new Item("shop.users.phone", "masked", "canary", 1, List.of(Traffic.ref(1)));
    List<AuditEntry> planted = new ArrayList<>();
    for (String caller : List.of("drill-7-support-desk", "drilling-rig")) {
      planted.add(
          traffic.access(
              Traffic.at(1, 12, 0), caller, "customer-support", Optional.empty(), canary));
    }
    planted.add(Traffic.admin(Traffic.at(1, 13, 0), "drill-pilot", "key-seal", Phase.INTENT));
    room.write(planted);
    room.evaluate();
    List<SignalWarning> drills =
        room.warnings().stream().filter(each -> each.key().isOfDrill()).toList();
    assertThat(drills)
        .extracting(each -> each.key().caller())
        .contains("drill-7-support-desk", "drill-pilot")
        .doesNotContain("drilling-rig");
    int open = room.warnings().size() - drills.size();
    assertThat(open).isPositive();
    assertThat(room.book().status().open().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(open);
    assertThat(room.book().status().open()).doesNotContainKey(SignalRule.ADMIN_CHANGE);
  }

  @Test
  void killedAgainAndAgainItGivesTheWarningsOfOneRun() throws Exception {
    room.write(troubled());
    room.evaluate();
    List<String> expected = told(room);
    long size = room.log.head().size();
    room.forget();
    for (int life = 1; life <= 4; life++) {
      long target = size * life / 5;
      Process node = node();
      try {
        Until.isTrue(() -> watermark() >= target);
      } finally {
        node.destroyForcibly().waitFor();
      }
    }
    assertThat(watermark()).isPositive();
    room.evaluate();
    assertThat(watermark()).isEqualTo(size);
    assertThat(told(room)).isEqualTo(expected);
  }

  private long watermark() {
    return room.book().status().watermark();
  }

  private Process node() throws IOException {
    ConnectionInfo to = room.database.connectionInfo();
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            SignalNode.class.getName(),
            to.jdbcUrl(),
            to.user());
    builder.environment().put("NODE_PASSWORD", to.password());
    return builder.inheritIO().start();
  }

  @Test
  void whoHasLostTheLeaseWritesNothing() {
    room.write(canary(1, 0));
    Evaluator paused = room.evaluator(LogRoom.AT_ONCE_FREE);
    long from = paused.next();
    room.evaluate();
    assertThat(room.warnings()).hasSize(1);
    assertThatThrownBy(() -> paused.accept(room.stored(from)))
        .isInstanceOf(EvaluationLost.class)
        .hasMessageContaining("another node");
    assertThat(room.warnings().getFirst().findings()).isEqualTo(1);
    // Back at the beginning it has nothing left to do.
    assertThat(room.stored(paused.next())).isEmpty();
  }

  @Test
  void anotherNodeTakesOverWithinSecondsAndNothingIsTwice() {
    try (AuditLog second =
        AuditLog.open(room.database.dataSource(), AuditLogConfig.DEFAULT, room.clock())) {
      Signals first = start(room.log);
      try (Signals _ = start(second)) {
        room.write(IntStream.range(0, 50).mapToObj(i -> canary(1, i)).toList());
        Until.isTrue(() -> findings() == 50);
        first.close();
        room.write(IntStream.range(50, 100).mapToObj(i -> canary(1, i)).toList());
        Until.isTrue(() -> findings() == 100);
      }
    }
    assertThat(room.warnings()).hasSize(1);
    assertThat(room.warnings().getFirst().evidence()).hasSize(100).doesNotHaveDuplicates();
  }

  /**
   * A machine that sleeps, or a long pause of the runtime: it wakes up and believes it is owner.
   */
  @Test
  void anOwnerThatIsStoppedIsReplacedAndWritesNothingTwiceWhenItGoesOn() throws Exception {
    room.write(IntStream.range(0, 50).mapToObj(i -> canary(1, i)).toList());
    Process owner = node();
    try {
      Until.isTrue(() -> findings() == 50);
      signal(owner, "STOP");
      room.write(IntStream.range(50, 100).mapToObj(i -> canary(1, i)).toList());
      try (Signals _ = start(room.log)) {
        Until.isTrue(() -> findings() == 100);
        signal(owner, "CONT");
        room.write(IntStream.range(100, 150).mapToObj(i -> canary(1, i)).toList());
        Until.isTrue(() -> findings() == 150);
      }
      // The other one has its turn again.
      room.write(IntStream.range(150, 200).mapToObj(i -> canary(1, i)).toList());
      Until.isTrue(() -> findings() == 200);
    } finally {
      owner.destroyForcibly().waitFor();
    }
    assertThat(room.warnings()).hasSize(1);
    assertThat(room.warnings().getFirst().evidence()).doesNotHaveDuplicates();
    List<String> told = told(room);
    room.forget();
    room.evaluate();
    assertThat(told(room)).isEqualTo(told);
  }

  private static void signal(Process process, String name) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  @Test
  void aListenerHearsOfAWarningOnce() {
    List<SignalWarning> heard = new ArrayList<>();
    try (Signals signals = start(room.log)) {
      signals.listen(_ -> {
        throw new IllegalStateException("this listener is broken");
      });
      signals.listen(warning -> {
        synchronized (heard) {
          heard.add(warning);
        }
      });
      room.write(List.of(canary(1, 0), canary(1, 1)));
      Until.isTrue(() -> findings() == 2);
    }
    assertThat(heard).hasSize(1);
    assertThat(heard.getFirst().change()).isPositive();
  }

  @Test
  void aSnapshotOfAnotherReleaseLeadsBackToTheBeginOfTheLog() {
    room.write(troubled());
    room.evaluate();
    List<String> expected = told(room);
    room.jdbi().useHandle(h -> h.execute("update audit.signal_state set snapshot = 'unheard of'"));
    assertThat(room.evaluator(LogRoom.AT_ONCE_FREE).next()).isZero();
    room.evaluate();
    assertThat(told(room)).isEqualTo(expected);
  }

  private Signals start(AuditLog log) {
    return Signals.start(
        log, room.jdbi(), SignalSettings.DEFAULT, Shop.VERSIONS, room.clock(), QUICK);
  }

  private long findings() {
    return room.warnings().stream().mapToLong(SignalWarning::findings).sum();
  }
}
