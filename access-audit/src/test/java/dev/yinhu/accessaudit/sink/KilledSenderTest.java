package dev.yinhu.accessaudit.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.accessaudit.Until;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A sender that is killed at random moments, over and over. */
class KilledSenderTest {
  private static final int KILLS = 8;
  private static final int ENTRIES = 400;

  private final SinkLog log = new SinkLog();

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void noEntryIsMissingHoweverOftenTheSenderIsKilled() throws Exception {
    Random random = new Random(42);
    try (SyslogReceiver siem = SyslogReceiver.tcp();
        WebhookReceiver hook = new WebhookReceiver()) {
      for (int kill = 0; kill < KILLS; kill++) {
        Process sender =
            SenderProcess.start(log.database().connectionInfo(), siem.port(), hook.url("/"));
        log.append(ENTRIES);
        int wanted = siem.indexes().size() + random.nextInt(ENTRIES);
        Until.isTrue(() -> siem.indexes().size() > wanted || !sender.isAlive());
        assertThat(sender.isAlive()).isTrue();
        sender.destroyForcibly().waitFor();
      }
      long all = (long) KILLS * ENTRIES;
      Process last =
          SenderProcess.start(log.database().connectionInfo(), siem.port(), hook.url("/"));
      try {
        log.awaitCursor("siem", all);
        log.awaitCursor("hook", all);
      } finally {
        last.destroyForcibly().waitFor();
      }
      assertThat(siem.distinct()).as("all, first in order").isEqualTo(SinkLog.upTo(all));
      assertThat(hook.indexes().stream().distinct().toList()).isEqualTo(SinkLog.upTo(all));
    }
  }
}
