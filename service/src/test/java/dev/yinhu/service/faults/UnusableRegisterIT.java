package dev.yinhu.service.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.service.Await;
import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A version of the register that this release cannot read, stored beside the running service. */
final class UnusableRegisterIT {
  private static final String PHONE = "13700003333";

  @TempDir Path directory;

  @Test
  @Timeout(120)
  void theServiceIsNotReadyUntilItDecidesByTheNewestRegister() throws Exception {
    try (LiveService service = LiveService.start(directory.resolve("data"), Map.of())) {
      Phones phones = new Phones(service);
      assertThat(ready(service).status()).isEqualTo(200);

      service.apply("dataset: 7");

      Await.until("it says so", () -> ready(service).status() == 503);
      assertThat(ready(service).json().path("checks").path("register").asText())
          .isEqualTo("failed");
      assertThat(ready(service).json().path("checks").path("database").asText()).isEqualTo("ok");
      assertThat(phones.mask(PHONE).status()).isEqualTo(200);

      service.apply(LiveService.demoRegister() + "\n# mended\n");

      Await.until("it is ready again", () -> ready(service).status() == 200);
      assertThat(ready(service).json().path("checks").path("register").asText()).isEqualTo("ok");
    }
  }

  private static Reply ready(LiveService service) {
    return service.send("GET", "/readyz", Map.of(), null);
  }
}
