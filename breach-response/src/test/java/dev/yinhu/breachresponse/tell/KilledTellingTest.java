package dev.yinhu.breachresponse.tell;

import static dev.yinhu.breachresponse.tell.TellingRoom.DPO;
import static dev.yinhu.breachresponse.tell.TellingRoom.LEAK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.breachresponse.IncidentState;
import dev.yinhu.database.testing.TestDatabase;
import dev.yinhu.notices.ChannelKind;
import dev.yinhu.notices.DeliveryId;
import dev.yinhu.notices.Heard;
import dev.yinhu.notices.LateWord;
import dev.yinhu.notices.LateWord.About;
import dev.yinhu.notices.LateWord.Verdict;
import dev.yinhu.notices.TestNotices;
import dev.yinhu.notices.channel.ResultCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run to 10,000 persons: its node is killed while it fills the outbox and again while it sends,
 * the gateway leaves requests without an answer, fails, and calls back twice.
 */
class KilledTellingTest {
  private static final int PERSONS = 10_000;
  private static final long PATIENCE = Duration.ofMinutes(5).toNanos();

  private final long began = System.nanoTime();
  private final Queue<String> sent = new ConcurrentLinkedQueue<>();

  @TempDir private Path directory;

  @Test
  void everybodyIsToldExactlyOnce() throws Exception {
    try (TestDatabase database = TestDatabase.create("audit", "breach", "notices");
        SmsServer server = SmsServer.rough(sent::add);
        TellingRoom desk = new TellingRoom(database.database(), began, TestNotices.texts())) {
      desk.tellings.start(LEAK, TellingRoom.wish(ChannelKind.SMS), DPO);
      Process node = node(database, server);
      try {
        until(() -> seen(desk) >= PERSONS / 10);
        node.destroyForcibly().waitFor();
        assertThat(seen(desk)).as("killed while it filled the outbox").isLessThan(PERSONS);
        node = node(database, server);
        until(() -> seen(desk) == PERSONS && server.perNumber().size() >= PERSONS / 3);
        node.destroyForcibly().waitFor();
        assertThat(server.perNumber()).as("killed while it sent").hasSizeLessThan(PERSONS);
        node = node(database, server);
        callBackTwice(desk);
        until(() -> allTold(desk));
      } finally {
        node.destroyForcibly().waitFor();
      }
      assertThat(server.requests()).as("there were repeats").isGreaterThan(PERSONS);
      assertThat(server.perNumber()).hasSize(PERSONS);
      assertThat(server.perNumber().values()).allSatisfy(each -> assertThat(each).hasValue(1));
      assertThat(desk.tellings.missing(LEAK, IncidentState.NOTIFIED)).isEmpty();
    }
  }

  private Process node(TestDatabase database, SmsServer server) throws Exception {
    return TellingProcess.start(database.connectionInfo(), directory, server.url(), began, PERSONS);
  }

  private static long seen(TellingRoom desk) {
    return desk.tellings.of(LEAK).getFirst().seen();
  }

  /** Of a part of what was sent so far, also of what our side does not know yet to be sent. */
  private void callBackTwice(TellingRoom desk) {
    sent.stream()
        .limit(1000)
        .map(id -> DeliveryId.parse(id).orElseThrow())
        .map(id -> new LateWord(new About.Ours(id), Verdict.ARRIVED, new ResultCode("told")))
        .forEach(word -> {
          assertThat(desk.notices.hear(word)).isIn(Heard.APPLIED, Heard.REPEATED);
          assertThat(desk.notices.hear(word)).isEqualTo(Heard.REPEATED);
        });
  }

  private static boolean allTold(TellingRoom desk) {
    desk.tellings.follow(LEAK);
    return desk.tellings
        .totals(LEAK, Role.PERSON)
        .equals(new TellingTotals(PERSONS, PERSONS, 0, 0, 0, 0, 0));
  }

  private static void until(Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + PATIENCE;
    while (!condition.call()) {
      assertThat(System.nanoTime() - end).as("timed out").isNegative();
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }
}
