package dev.yinhu.service.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a service of its own: where others have stored tokens, their keys are not retired at once. */
final class RetiredKeyIT {
  private static final String LOWEST = "/v1/keys/field/min-decrypt-version";

  @TempDir private Path data;

  @Test
  void retiredVersionsOpenNothingUntilThatIsTakenBack() throws IOException {
    try (LiveService service = LiveService.start(data, Map.of())) {
      service.apply(LiveService.demoRegister());
      Phones phones = new Phones(service);
      String sealed = phones.seal("u-1", "13800138000").result();
      service.post("admin", "/v1/keys/field/rotate", "");

      Reply retired = service.post("admin", LOWEST, "{\"version\":2}");

      assertThat(retired.json().path("before").asInt()).isEqualTo(1);
      assertThat(phones.reveal("u-1", sealed).result()).isEqualTo("[key-retired]");
      assertThat(service.post("admin", LOWEST, "{\"version\":99999}").problem())
          .isEqualTo("409 key-change-refused");

      service.post("admin", LOWEST, "{\"version\":1}");
      assertThat(phones.reveal("u-1", sealed).result()).isEqualTo("13800138000");
    }
  }
}
