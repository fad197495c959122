package dev.yinhu.accessaudit.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.Until;
import dev.yinhu.accessaudit.sink.config.SinkConfig;
import dev.yinhu.accessaudit.sink.config.SinkTarget;
import dev.yinhu.accessaudit.sink.config.SinkTarget.Body;
import dev.yinhu.accessaudit.sink.format.FormatName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Leases, takeovers, and what an administrator does to a sink. */
class SinkLifeTest {
  private final SinkLog log = new SinkLog();
  private WebhookReceiver receiver;
  private SinkConfig sink;

  @BeforeEach
  void open() throws IOException {
    receiver = new WebhookReceiver();
    sink =
        SinkLog.sink(
            "hook",
            new SinkTarget.Webhook(
                receiver.url("/"),
                Body.NDJSON,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
            FormatName.RAW);
  }

  @AfterEach
  void close() {
    receiver.close();
    log.close();
  }

  @Test
  void ofTwoNodesOneStreams() {
    try (Sinks one = log.node(sink);
        Sinks two = log.node(sink)) {
      for (int i = 0; i < 20; i++) {
        log.append(10);
      }
      log.awaitCursor("hook", 200);
      assertThat(one).isNotSameAs(two);
    }
    assertThat(receiver.indexes()).as("once each").isEqualTo(SinkLog.upTo(200));
  }

  @Test
  void aNodeThatStopsGivesItsSinksToAnotherAtOnce() {
    Sinks one = log.node(sink);
    log.append(10);
    log.awaitCursor("hook", 10);
    try (Sinks two = log.node(sink)) {
      one.close();
      assertThat(two).isNotNull();
      log.append(10);
      log.awaitCursor("hook", 20);
    }
    assertThat(receiver.indexes()).isEqualTo(SinkLog.upTo(20));
  }

  @Test
  void theSinksOfANodeThatDiedAreTakenOverWhenItsLeaseIsOver() {
    SinkStore store = new SinkStore(log.database().jdbi());
    store.register("hook", 0);
    assertThat(store.lease("hook", UUID.randomUUID(), Duration.ofSeconds(2))).hasValue(0);
    log.append(10);
    try (Sinks two = log.node(sink)) {
      assertThat(receiver.requests()).isEmpty();
      log.awaitCursor("hook", 10);
      assertThat(two).isNotNull();
    }
    assertThat(receiver.indexes()).isEqualTo(SinkLog.upTo(10));
  }

  @Test
  void aNodeThatSleptThroughItsLeaseCannotMoveTheCursor() {
    SinkStore store = new SinkStore(log.database().jdbi());
    UUID asleep = UUID.randomUUID();
    UUID other = UUID.randomUUID();
    store.register("hook", 0);
    assertThat(store.lease("hook", asleep, Duration.ofMillis(1))).hasValue(0);
    Until.isTrue(() -> store.lease("hook", other, Duration.ofMinutes(1)).isPresent());
    assertThat(store.lease("hook", asleep, Duration.ofMinutes(1))).isEmpty();
    assertThat(store.advance("hook", asleep, 0, 5, new SinkStore.Counts(5, 0))).isFalse();
    assertThat(store.next("hook", asleep)).isEmpty();
    assertThat(store.advance("hook", other, 0, 3, new SinkStore.Counts(3, 0))).isTrue();
    assertThat(store.advance("hook", other, 0, 5, new SinkStore.Counts(5, 0)))
        .as("not from where it is")
        .isFalse();
    assertThat(log.status("hook").next()).isEqualTo(3);
  }

  @Test
  void aPausedSinkSendsNothingUntilItIsResumed() {
    try (Sinks node = log.node(sink)) {
      log.append(5);
      log.awaitCursor("hook", 5);
      log.cursors().pause("hook");
      assertThat(log.status("hook").paused()).contains("by-hand");
      log.append(5);
      int before = receiver.requests().size();
      assertThat(log.status("hook").lag(log.log().head().size())).isEqualTo(5);
      assertThat(receiver.requests()).hasSize(before);
      log.cursors().resume("hook");
      log.awaitCursor("hook", 10);
      assertThat(node).isNotNull();
    }
    assertThat(receiver.indexes()).isEqualTo(SinkLog.upTo(10));
  }

  @Test
  void skippingBackSendsAgainAndSkippingAheadLeavesOut() {
    try (Sinks node = log.node(sink)) {
      log.append(10);
      log.awaitCursor("hook", 10);
      log.cursors().skipTo("hook", 7);
      Until.isTrue(() -> receiver.indexes().size() == 13);
      assertThat(receiver.indexes().subList(10, 13)).containsExactly(7L, 8L, 9L);
      log.cursors().pause("hook");
      log.append(10);
      log.cursors().skipTo("hook", 15);
      log.cursors().resume("hook");
      log.awaitCursor("hook", 20);
      assertThat(node).isNotNull();
    }
    assertThat(receiver.indexes()).doesNotContain(10L, 14L).contains(15L, 19L);
  }

  @Test
  void skippingOverAnEntryThatIsNeverTakenGoesOnBehindIt() {
    receiver.answer((_, body) -> WebhookReceiver.first(body) == 0 ? 500 : 200);
    try (Sinks node = log.node(sink)) {
      log.append(4);
      Until.isTrue(() -> !receiver.requests().isEmpty());
      log.cursors().skipTo("hook", 1);
      log.awaitCursor("hook", 4);
      assertThat(node).isNotNull();
    }
    assertThat(receiver.indexes()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void aMissingFileIsAFailureThatHealsWhenTheFileComes() throws Exception {
    Path missing = Path.of("/nonexistent/whsec");
    SinkConfig withSecret =
        SinkLog.sink(
            "signed",
            new SinkTarget.Webhook(
                receiver.url("/"),
                Body.NDJSON,
                Optional.of(missing),
                Optional.empty(),
                Optional.empty()),
            FormatName.RAW);
    try (Sinks node = log.node(withSecret, sink)) {
      log.append(3);
      log.awaitCursor("hook", 3);
      Until.isTrue(() -> log.status("signed").failures() > 0);
      assertThat(log.status("signed").lastFailure()).contains("webhook-secret-unusable");
      assertThat(node).isNotNull();
    }
  }

  /** Somebody deleted a batch: not pruning, and nothing to pass over. */
  @Test
  void aHoleInTheLogStopsTheSinkAndIsToldAndItGoesOnWhenTheEntryIsBack() {
    for (int i = 0; i < 10; i++) {
      log.append(1);
    }
    behindItsBack(
        "create table was as select * from audit.batch where first_index = 4",
        "delete from audit.batch where first_index = 4");
    try (Sinks node = log.node(sink)) {
      log.awaitCursor("hook", 4);
      Until.isTrue(() -> log.status("hook").failures() > 1);
      assertThat(log.status("hook").lastFailure()).contains("log-gap");
      assertThat(log.status("hook").state()).isEqualTo("failing");
      assertThat(log.status("hook").next()).isEqualTo(4);
      assertThat(log.status("hook").missed()).isZero();
      behindItsBack("insert into audit.batch table was");
      log.awaitCursor("hook", 10);
      assertThat(log.status("hook").state()).isEqualTo("streaming");
      assertThat(node).isNotNull();
    }
    assertThat(receiver.indexes()).isEqualTo(SinkLog.upTo(10));
  }

  @Test
  void whatWasPrunedIsCountedAndWhatIsHeldOfItIsSent() {
    for (int i = 0; i < 10; i++) {
      log.append(1);
    }
    behindItsBack(
        "insert into audit.pruned values (8, 0, now(), now(), 'law', '1', '', '', '', 2, 8, 0)",
        "insert into audit.held select first_index, committed_at, substring(entries from 3),"
            + " leaf_hashes, '' from audit.batch where first_index in (2, 5)",
        "delete from audit.batch where first_index < 8");
    try (Sinks node = log.node(sink)) {
      log.awaitCursor("hook", 10);
      assertThat(node).isNotNull();
    }
    assertThat(receiver.indexes()).containsExactly(2L, 5L, 8L, 9L);
    assertThat(log.status("hook").missed()).isEqualTo(6);
    assertThat(log.status("hook").delivered()).isEqualTo(4);
  }

  private void behindItsBack(String... statements) {
    log.database()
        .jdbi()
        .useTransaction(handle -> {
          handle.execute("set local session_replication_role = replica");
          handle.execute("alter table audit.held drop constraint if exists held_check");
          for (String sql : statements) {
            handle.execute(sql);
          }
        });
  }

  @Test
  void anUnknownSinkAndAnImpossibleIndexAreTold() {
    Cursors cursors = log.cursors();
    new SinkStore(log.database().jdbi()).register("a", 40);
    assertThat(cursors.has("a")).isTrue();
    log.database()
        .jdbi()
        .useHandle(handle ->
            handle.execute(
                "update audit.sink set holder = gen_random_uuid(), lease_until = now() + interval"
                    + " '1 hour'"));
    assertThatThrownBy(() -> cursors.forget("a"))
        .isInstanceOf(AuditException.class)
        .hasMessageContaining("take it out of the file of sinks");
    log.database()
        .jdbi()
        .useHandle(handle -> handle.execute("update audit.sink set lease_until = now()"));
    cursors.forget("a");
    assertThat(cursors.has("a")).isFalse();
    assertThatThrownBy(() -> cursors.resume("a"))
        .isInstanceOf(AuditException.class)
        .hasMessageContaining("no sink of that name");
    assertThatThrownBy(() -> cursors.skipTo("a", -1)).isInstanceOf(AuditException.class);
  }
}
