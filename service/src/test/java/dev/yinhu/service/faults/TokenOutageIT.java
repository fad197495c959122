package dev.yinhu.service.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.crypto.testing.SoftHsm;
import dev.yinhu.service.Await;
import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The HSM that seals the root key is unplugged while the service runs, and plugged in again. */
final class TokenOutageIT {
  @TempDir private Path directory;

  private Map<String, String> settings(SoftHsm hsm) {
    return Map.of(
        "root_key.pkcs11.module",
        hsm.module().toString(),
        "root_key.pkcs11.token",
        SoftHsm.LABEL,
        "root_key.pkcs11.pin_file",
        hsm.pinFile().toString(),
        "root_key.cache_time",
        "5s");
  }

  @Test
  void cachedKeysGoOnThenRequestsAreRefusedThenTheServiceRecovers() throws Exception {
    SoftHsm hsm = SoftHsm.create(directory.resolve("hsm"), "7531-hidden");
    Path data = directory.resolve("data");
    try (LiveService service = LiveService.start(data, settings(hsm))) {
      assertThat(Files.readString(data.resolve("root.key"))).startsWith("yrt1.");
      Phones phones = new Phones(service);
      String sealed = phones.seal("s-1", "13812345678").result();
      assertRevealed(phones.reveal("s-1", sealed));
      assertThat(ready(service).status()).isEqualTo(200);

      hsm.unplug();
      assertRevealed(phones.reveal("s-1", sealed));

      Await.until("requests are refused", () -> phones.reveal("s-1", sealed).status() == 503);
      assertUnavailable(phones.reveal("s-1", sealed));
      assertUnavailable(phones.reveal("never-seen", sealed));
      assertUnavailable(phones.seal("s-2", "13912345678"));
      Await.until("the node says that it is not ready", () -> ready(service).status() == 503);
      assertThat(ready(service).json().path("checks").path("keys").asText()).isEqualTo("failed");
      assertThat(phones.mask("13812345678").status()).as("masking needs no key").isEqualTo(200);

      hsm.plugIn();
      Await.until("requests are answered", () -> phones.reveal("s-1", sealed).status() == 200);
      assertRevealed(phones.reveal("s-1", sealed));
      assertThat(phones.seal("s-2", "13912345678").status()).isEqualTo(200);
      Await.until("the node is ready", () -> ready(service).status() == 200);
    }
  }

  private static Reply ready(LiveService service) {
    return service.send("GET", "/readyz", Map.of(), null);
  }

  private static void assertRevealed(Reply reply) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.result()).isEqualTo("13812345678");
  }

  private static void assertUnavailable(Reply reply) {
    assertThat(reply.problem()).isEqualTo("503 keys-unavailable");
    assertThat(reply.header("Retry-After")).isEqualTo("10");
  }
}
