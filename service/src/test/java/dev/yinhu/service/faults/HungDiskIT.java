package dev.yinhu.service.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.database.testing.HangingDisk;
import dev.yinhu.service.AuditedRequests;
import dev.yinhu.service.Await;
import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The disk under the data directory does not answer while serving. */
final class HungDiskIT {
  private static final String PHONE = "13700003333";
  private static final String SUBJECT = "customer-of-a-hung-disk";
  private static final int REQUESTS = 32;

  @TempDir Path directory;

  private final Set<String> acknowledged = new HashSet<>();

  @Test
  @Timeout(240)
  void whileTheDiskHangsNothingIsRevealedAndAfterwardsNothingIsMissing() throws Exception {
    try (HangingDisk disk = HangingDisk.mount(directory, 400L << 20);
        LiveService service = LiveService.start(disk.path().resolve("data"), Map.of())) {
      Phones phones = new Phones(service);
      String known = noted(phones.seal(SUBJECT, PHONE)).result();
      assertThat(noted(phones.reveal(SUBJECT, known)).result()).isEqualTo(PHONE);

      disk.hang();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<Reply>> waiting = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
          waiting.add(threads.submit(() -> phones.reveal(SUBJECT, known)));
        }
        for (Future<Reply> future : waiting) {
          Reply reply = future.get();
          assertThat(reply.status()).isEqualTo(503);
          assertThat(reply.text()).doesNotContain(PHONE);
        }
        assertThat(service.send("GET", "/healthz", Map.of(), null).status()).isEqualTo(200);
      } finally {
        disk.goOn();
      }

      Await.until("it answers again", () -> reveals(phones, known));
      AuditedRequests.of(service.session().database().dataSource()).assertHold(acknowledged);
    }
  }

  private boolean reveals(Phones phones, String ciphertext) {
    Reply reply = noted(phones.reveal(SUBJECT, ciphertext));
    return reply.status() == 200 && reply.result().equals(PHONE);
  }

  private Reply noted(Reply reply) {
    if (reply.status() == 200) {
      acknowledged.add(reply.requestId());
    }
    return reply;
  }
}
