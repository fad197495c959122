package dev.yinhu.breachresponse.warning;

import static dev.yinhu.breachresponse.incident.IncidentRoom.DPO;
import static dev.yinhu.breachresponse.incident.IncidentRoom.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.Behalf;
import dev.yinhu.accessaudit.Reason;
import dev.yinhu.accessaudit.signal.Severity;
import dev.yinhu.accessaudit.signal.SignalBook;
import dev.yinhu.accessaudit.signal.SignalSettings;
import dev.yinhu.accessaudit.signal.Signals;
import dev.yinhu.breachresponse.ActRefused;
import dev.yinhu.breachresponse.incident.Incident;
import dev.yinhu.breachresponse.incident.IncidentFilter;
import dev.yinhu.breachresponse.incident.IncidentRoom;
import dev.yinhu.register.CallerName;
import dev.yinhu.register.Operation;
import dev.yinhu.register.Purpose;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WarningsTest {
  private static final Reason WHY = new Reason("looked at with the team lead");

  private IncidentRoom room;
  private Warnings warnings;

  @BeforeEach
  void open() {
    room = new IncidentRoom();
    warnings = new Warnings(room.database.jdbi(), room.acts, room.incidents, () -> room.now);
  }

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void whatIsToldTwiceUnderOneReferenceIsOneWarning() {
    Warning first = warnings.raise(raised(Optional.of("ticket-17"), false), DPO);
    Warning second = warnings.raise(raised(Optional.of("ticket-17"), false), DPO);
    warnings.raise(raised(Optional.empty(), false), DPO);
    warnings.raise(raised(Optional.empty(), false), DPO);

    assertThat(second.id()).isEqualTo(first.id());
    assertThat(warnings.list(true, 10)).hasSize(3);
  }

  @Test
  void aPromotedWarningBecomesAnIncidentWithThreeTimesApart() {
    long id = warnings.raise(raised(Optional.empty(), false), DPO).id();
    room.now = START.plus(Duration.ofHours(2));

    Incident made = warnings.promote(id, new Warnings.Promotion(WHY, "dpo", Optional.empty()), DPO);

    assertThat(made.times().occurredFrom()).contains(START.minus(Duration.ofDays(1)));
    assertThat(made.times().detected()).isEqualTo(START);
    assertThat(made.times().aware()).isEqualTo(START.plus(Duration.ofHours(2)));
    assertThat(warnings.of(made.id())).extracting(Warning::id).containsExactly(id);
    assertThat(warnings.list(true, 10)).isEmpty();
    assertThatThrownBy(
            () -> warnings.promote(id, new Warnings.Promotion(WHY, "dpo", Optional.empty()), DPO))
        .isInstanceOf(ActRefused.class);
    assertThat(room.incidents.list(IncidentFilter.all())).hasSize(1);
  }

  @Test
  void ofWhatMachinesSeeOneWarningWaitsAtATimeHoweverManyNodesLook() throws Exception {
    List<Future<Optional<Warning>>> told = new ArrayList<>();
    try (ExecutorService nodes = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        Raised raised = raised(Optional.of("scan/shop/" + i), false);
        told.add(nodes.submit(() -> warnings.raiseOnce(raised, "scan/shop/", START, DPO)));
      }
    }
    int made = 0;
    for (Future<Optional<Warning>> each : told) {
      made += each.get().isPresent() ? 1 : 0;
    }

    assertThat(made).isEqualTo(1);
    assertThat(warnings.settledSince(WarningSource.HOTLINE, "scan/shop/")).isEmpty();
    assertThat(warnings.settledSince(WarningSource.HOTLINE, "scan/crm/")).contains(Instant.MIN);
    room.now = START.plusSeconds(60);
    warnings.settle(warnings.list(true, 10).getFirst().id(), Triage.BENIGN, WHY, DPO);
    Raised again = raised(Optional.of("scan/shop/9"), false);
    assertThat(warnings.raiseOnce(again, "scan/shop/", START.plusSeconds(60), DPO)).isEmpty();
    assertThat(warnings.raiseOnce(again, "scan/shop/", START.plusSeconds(61), DPO)).isPresent();
  }

  @Test
  void aWarningOfADrillBecomesADrill() {
    long id = warnings.raise(raised(Optional.empty(), true), DPO).id();

    Incident made = warnings.promote(id, new Warnings.Promotion(WHY, "dpo", Optional.empty()), DPO);

    assertThat(made.id().drill()).isTrue();
  }

  @Test
  void aWarningThatWasPutOffIsThereAgainWhenTheTimeIsOver() {
    long id = warnings.raise(raised(Optional.empty(), false), DPO).id();
    warnings.snooze(id, START.plusSeconds(60), WHY, DPO);
    assertThat(warnings.list(true, 10)).isEmpty();

    room.now = START.plusSeconds(60);
    assertThat(warnings.list(true, 10)).extracting(Warning::id).containsExactly(id);
    assertThat(warnings.settle(id, Triage.BENIGN, WHY, DPO).settled().orElseThrow().result())
        .isEqualTo(Triage.BENIGN);
    assertThatThrownBy(() -> warnings.settle(id, Triage.TEST, WHY, DPO))
        .isInstanceOf(ActRefused.class);
  }

  @Test
  void aSignalOfTheLogIsAWarningWithinFiveSecondsOfTheEntryThatCompletesIt() throws Exception {
    SignalBook book =
        new SignalBook(room.database.jdbi(), SignalSettings.DEFAULT, Clock.systemUTC());
    try (Signals _ =
            Signals.start(
                room.log(),
                room.database.jdbi(),
                SignalSettings.DEFAULT,
                _ -> Optional.empty(),
                Clock.systemUTC());
        SignalTakeover _ = SignalTakeover.start(book, warnings)) {
      long begin = System.nanoTime();
      canaryIsRead();
      while (warnings.list(true, 10).isEmpty()) {
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        Thread.sleep(20);
      }
    }

    assertThat(warnings.list(true, 10))
        .singleElement()
        .satisfies(warning -> {
          assertThat(warning.source()).isEqualTo(WarningSource.CANARY);
          assertThat(warning.title()).isEqualTo("canary-read support-desk");
        });
    assertThat(SignalTakeover.run(book, warnings)).isZero();
  }

  private void canaryIsRead() {
    room.log()
        .append(
            new AuditEntry.Access(
                Instant.now(Clock.systemUTC()),
                "r-canary",
                Operation.DECRYPT,
                new CallerName("support-desk"),
                Optional.of(new Purpose("customer-support")),
                Behalf.NOBODY,
                1,
                List.of(
                    new AuditEntry.Item(
                        "shop.users.phone",
                        "clear",
                        "canary",
                        1,
                        List.of("AAAAAAAAAAAAAAAAAAAAAA")))))
        .join();
  }

  private static Raised raised(Optional<String> reference, boolean drill) {
    return new Raised(
        WarningSource.HOTLINE,
        reference,
        drill,
        new Reason("有人在网上兜售订单"),
        Severity.HIGH,
        Optional.of(START.minus(Duration.ofDays(1))),
        Optional.empty());
  }
}
