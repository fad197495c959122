package dev.yinhu.service.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.service.Await;
import dev.yinhu.service.FileClient;
import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a key sealed is told to be gone with it, on every route, and everything else goes on. */
@Timeout(180)
final class DestroyedKeyIT {
  private static final String DESTRUCTION = "/v1/keys/field/versions/1/destruction";

  @TempDir private Path data;

  @Test
  void valuesAndFilesOfADestroyedKeyAreToldSo() throws IOException {
    try (LiveService service = LiveService.start(data, Map.of())) {
      service.apply(
          LiveService.demoRegister()
              .replace("decrypt, mask, search]}", "decrypt, mask, search, rewrap]}"));
      Phones phones = new Phones(service);
      String sealed = phones.seal("u-1", "13800138000").result();
      byte[] file =
          file(service, "order-service", "encrypt", "a file".getBytes(StandardCharsets.UTF_8));
      destroy(service);

      Await.until(
          "the key is destroyed",
          () -> phones.reveal("u-1", sealed).result().equals("[key-destroyed]"));

      assertThat(rewrap(service, sealed).result()).isEqualTo("[key-destroyed]");
      assertThat(new String(file(service, "dpo", "decrypt", file), StandardCharsets.UTF_8))
          .contains("/problems/key-destroyed");
      String fresh = phones.seal("u-1", "13800138000").result();
      assertThat(phones.reveal("u-1", fresh).result()).isEqualTo("13800138000");
    }
  }

  private static void destroy(LiveService service) {
    assertThat(service.post("admin", "/v1/keys/field/rotate", "").status()).isEqualTo(200);
    assertThat(service.post("admin", DESTRUCTION, "").status()).isEqualTo(200);
    assertThat(service.post("admin-2", DESTRUCTION + "/approve", "").status()).isEqualTo(200);
    // The week of waiting, as if a service had watched it.
    service
        .session()
        .database()
        .jdbi()
        .useHandle(
            handle -> handle.execute("update crypto.key_destruction set waited_ms = 7 * 86400000"));
  }

  private static Reply rewrap(LiveService service, String ciphertext) {
    return service.post(
        "order-service",
        "/v1/rewrap",
        "{\"items\":[{\"field\":\"%s\",\"subject\":\"u-1\",\"ciphertext\":\"%s\"}]}"
            .formatted(Phones.FIELD, ciphertext));
  }

  private static byte[] file(LiveService service, String caller, String verb, byte[] body)
      throws IOException {
    Map<String, String> headers = new HashMap<>(service.headers(caller));
    headers.put("Yinhu-Field", "shop.users.id_number");
    headers.put("Yinhu-Subject", "u-1");
    headers.put("Yinhu-Purpose", "legal-duty");
    try (FileClient client = FileClient.post(service.address("/v1/" + verb + "/file"), headers)) {
      client.send(body, 0, body.length).end();
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      client.readTo(answer);
      return answer.toByteArray();
    }
  }
}
