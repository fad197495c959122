package dev.yinhu.service.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.database.testing.SmallDisk;
import dev.yinhu.service.AuditedRequests;
import dev.yinhu.service.Await;
import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** No space left on the data directory while serving. */
final class FullDiskIT {
  private static final String PHONE = "13700002222";
  private static final String SUBJECT = "customer-of-a-full-disk";
  private static final int MOST_REQUESTS = 1_000;
  private static final int SUBJECTS = 500;

  @TempDir Path directory;

  private final Set<String> acknowledged = new HashSet<>();

  @Test
  @Timeout(180)
  void aFullDiskIsAnsweredWith503AndHealsWhenThereIsSpaceAgain() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(directory.resolve("disk"), "size=300m");
        LiveService service = LiveService.start(disk.path().resolve("data"), Map.of())) {
      Phones phones = new Phones(service);
      String known = noted(phones.seal(SUBJECT, PHONE)).result();
      disk.fill();

      Reply refused = firstRefused(service, phones, known);
      disk.free();

      assertThat(refused.status()).isEqualTo(503);
      Await.until("it answers again", () -> reveals(phones, known));
      AuditedRequests.of(service.session().database().dataSource()).assertHold(acknowledged);
    }
  }

  /** The write-ahead log has room in its segment for a while. */
  private Reply firstRefused(LiveService service, Phones phones, String known) {
    for (int i = 0; i < MOST_REQUESTS; i++) {
      Reply reply = noted(service.post("order-service", "/v1/encrypt", newSubjects(i)));
      reveals(phones, known);
      if (reply.status() != 200) {
        return reply;
      }
    }
    throw new AssertionError("the disk is full, and every request was answered all the same");
  }

  private static String newSubjects(int batch) {
    return IntStream.range(0, SUBJECTS)
        .mapToObj(i ->
            "{\"field\":\"%s\",\"value\":\"v\",\"subject\":\"s-%d-%d\"}"
                .formatted(Phones.FIELD, batch, i))
        .collect(Collectors.joining(",", "{\"items\":[", "]}"));
  }

  /** In clear with its entry, or refused without the value. */
  private boolean reveals(Phones phones, String ciphertext) {
    Reply reply = noted(phones.reveal(SUBJECT, ciphertext));
    if (reply.status() == 200) {
      assertThat(reply.result()).isEqualTo(PHONE);
      return true;
    }
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.text()).doesNotContain(PHONE);
    return false;
  }

  private Reply noted(Reply reply) {
    if (reply.status() == 200) {
      acknowledged.add(reply.requestId());
    }
    return reply;
  }
}
