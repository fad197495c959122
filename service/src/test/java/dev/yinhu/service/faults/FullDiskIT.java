package dev.yinhu.service.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.service.Await;
import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;
import java.nio.file.Path;
import java.util.Map;
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

  @Test
  @Timeout(180)
  void aFullDiskIsAnsweredWith503AndHealsWhenThereIsSpaceAgain() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(directory.resolve("disk"), "size=300m");
        LiveService service = LiveService.start(disk.path().resolve("data"), Map.of())) {
      Phones phones = new Phones(service);
      String known = phones.seal(SUBJECT, PHONE).result();
      disk.fill();

      Reply refused = firstRefused(service);
      disk.free();

      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.text()).doesNotContain(PHONE);
      Await.until("it answers again", () -> reveals(phones, known));
    }
  }

  /** The write-ahead log has room in its segment for a while. */
  private static Reply firstRefused(LiveService service) {
    for (int i = 0; i < MOST_REQUESTS; i++) {
      Reply reply = service.post("order-service", "/v1/encrypt", newSubjects(i));
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

  private static boolean reveals(Phones phones, String ciphertext) {
    Reply reply = phones.reveal(SUBJECT, ciphertext);
    assertThat(reply.status()).isIn(200, 503);
    return reply.status() == 200 && reply.result().equals(PHONE);
  }
}
