package dev.yinhu.notices.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.database.testing.TestDatabase;
import dev.yinhu.notices.Await;
import dev.yinhu.notices.ChannelKind;
import dev.yinhu.notices.Heard;
import dev.yinhu.notices.LateWord;
import dev.yinhu.notices.LateWord.About;
import dev.yinhu.notices.LateWord.Verdict;
import dev.yinhu.notices.Notice;
import dev.yinhu.notices.NoticeState;
import dev.yinhu.notices.Notices;
import dev.yinhu.notices.Owner;
import dev.yinhu.notices.TestNotices;
import dev.yinhu.notices.channel.ResultCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes over one outbox, killed in the midst of some hundred notices. */
class KilledNodeTest {
  private static final int NOTICES = 300;

  private final long began = System.nanoTime();

  @TempDir private Path directory;

  @Test
  void everybodyIsToldOnceThoughNodesAreKilledAndTheGatewayFails() throws Exception {
    try (TestDatabase database = TestNotices.database();
        Gateway gateway = new Gateway();
        Notices desk = TestNotices.hurried(began).open(database.database())) {
      desk.enqueueAll(notices());
      Process first = NodeProcess.start(database.connectionInfo(), directory, gateway.url(), began);
      Process second =
          NodeProcess.start(database.connectionInfo(), directory, gateway.url(), began);
      try {
        killAfter(first, gateway, NOTICES / 3);
        first = NodeProcess.start(database.connectionInfo(), directory, gateway.url(), began);
        killAfter(second, gateway, NOTICES * 2 / 3);
        Map<NoticeState, Long> all = Map.of(NoticeState.DELIVERED, (long) NOTICES);
        Await.until("all are told", () -> desk.count(new Owner("case/1")).equals(all));
      } finally {
        first.destroyForcibly().waitFor();
        second.destroyForcibly().waitFor();
      }
      assertThat(gateway.requests()).as("there were repeats").isGreaterThan(NOTICES);
      assertThat(gateway.perNumber()).hasSize(NOTICES);
      assertThat(gateway.perNumber().values()).allSatisfy(sent -> assertThat(sent).hasValue(1));
      callBackTwice(desk);
    }
  }

  private static List<Notice> notices() {
    return IntStream.range(0, NOTICES)
        .mapToObj(i -> TestNotices.notice("breach/" + i, ChannelKind.SMS))
        .toList();
  }

  private static void killAfter(Process node, Gateway gateway, int told) throws Exception {
    Await.until(told + " are told", () -> gateway.perNumber().size() >= told);
    assertThat(node.isAlive()).isTrue();
    node.destroyForcibly().waitFor();
  }

  private static void callBackTwice(Notices desk) {
    for (Notice notice : notices().subList(0, 20)) {
      LateWord word =
          new LateWord(
              new About.Ours(TestNotices.idOf(notice)), Verdict.ARRIVED, new ResultCode("told"));
      assertThat(desk.hear(word)).isEqualTo(Heard.APPLIED);
      assertThat(desk.hear(word)).isEqualTo(Heard.REPEATED);
    }
    assertThat(desk.count(new Owner("case/1")))
        .isEqualTo(Map.of(NoticeState.DELIVERED, (long) NOTICES));
  }
}
