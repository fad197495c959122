package dev.yinhu.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.yinhu.service.Await;
import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Warnings that a running service raises by itself, of scans and of requests, and how long that
 * takes from what completes the pattern.
 */
final class MachineWarningsIT {
  private static final Duration IN_TIME = Duration.ofSeconds(5);

  @TempDir private static Path folder;
  private static ProofScene scene;
  private static LiveService service;

  @BeforeAll
  static void open() throws Exception {
    Files.createDirectories(folder.resolve("logs"));
    scene =
        new ProofScene(
            folder,
            "",
            Map.entry("jwks_file", folder.resolve("platform.json").toString()),
            Map.of(
                "scan.root",
                folder.resolve("logs").toString(),
                "scan.targets_file",
                folder.resolve("targets.yaml").toString(),
                "warnings.undeclared",
                "3",
                "warnings.failed_proofs_of_source",
                "1000"));
    service = scene.service;
  }

  @AfterAll
  static void close() {
    scene.close();
  }

  private static List<JsonNode> open(String prefix) {
    List<JsonNode> found = new ArrayList<>();
    service
        .get("dpo", "/v1/warnings?state=open")
        .json()
        .path("raised")
        .forEach(each -> {
          if (each.path("reference").asText().startsWith(prefix)) {
            found.add(each);
          }
        });
    return found;
  }

  /** The one that opens about this, in time from now on. */
  private static JsonNode warned(String what, String prefix) {
    long began = System.nanoTime();
    Await.until("a warning of " + prefix, () -> !open(prefix).isEmpty());
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    System.out.println(what + ": warned after " + took.toMillis() + " ms");
    assertThat(took).isLessThan(IN_TIME);
    assertThat(open(prefix)).hasSize(1);
    return open(prefix).getFirst();
  }

  private static JsonNode scanned(String body) {
    Reply started = service.post("dpo", "/v1/scans", body);
    assertThat(started.status()).as(started.text()).isEqualTo(202);
    String at = "/v1/scans/" + started.json().path("id").asText();
    Await.until(
        "the scan has ended",
        () -> service.get("dpo", at).json().path("state").asText().equals("done"));
    return service.get("dpo", at).json();
  }

  private static void settle(JsonNode warning) {
    Reply reply =
        service.post(
            "dpo",
            "/v1/warnings/" + warning.path("id").asText() + "/close",
            "{\"result\":\"benign\",\"reason\":\"looked at\"}");
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
  }

  /** Longer than two rounds: what was to come would have come. */
  private static void assertStaysQuiet(String prefix, int open) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2_500));
    assertThat(open(prefix)).hasSize(open);
  }

  @Test
  void aColumnThatIsReadableWhereTheRegisterWantsCiphertextRaisesOneWarning() {
    scene.readable(50);

    JsonNode scan = scanned("{\"target\":\"shop\"}");
    JsonNode warning = warned("plaintext in a store", "scan/shop/");

    assertThat(warning.path("source").asText()).isEqualTo("scanner");
    assertThat(warning.path("severity").asText()).isEqualTo("high");
    assertThat(warning.path("reference").asText())
        .isEqualTo("scan/shop/" + scan.path("id").asText());
    assertThat(warning.toString()).doesNotContain("138123456");
    settle(warning);
    scanned("{\"target\":\"shop\"}");
    assertStaysQuiet("scan/shop/", 0);
    assertThat(service.entries()).contains("warning-raise");
  }

  @Test
  void filesThatNobodyKnewOfWarnFromTheThresholdOnAndOnceWhileSomebodyHasToLook() throws Exception {
    write("one.log", "手机号13711112222\n");
    scanned("{\"path\":\"\"}");
    assertStaysQuiet("scan/files/", 0);

    for (int i = 0; i < 3; i++) {
      write("more%d.log".formatted(i), "邮箱 more%d@example.cn\n".formatted(i));
    }
    scanned("{\"path\":\"\"}");
    JsonNode warning = warned("undeclared in files", "scan/files/");
    assertThat(warning.path("severity").asText()).isEqualTo("medium");
    for (int i = 3; i < 7; i++) {
      write("more%d.log".formatted(i), "邮箱 more%d@example.cn\n".formatted(i));
    }
    scanned("{\"path\":\"\"}");
    assertStaysQuiet("scan/files/", 1);
    settle(warning);
    assertStaysQuiet("scan/files/", 0);
  }

  private static void write(String name, String text) throws Exception {
    Files.writeString(folder.resolve("logs").resolve(name), text);
  }

  private static String asked(String person, String type) {
    Reply reply =
        service.post(
            "order-service",
            "/v1/requests",
            "{\"type\":\"%s\",\"subject\":\"%s\"}".formatted(type, person));
    assertThat(reply.status()).as(reply.text()).isEqualTo(202);
    return "/v1/requests/" + reply.json().path("id").asText();
  }

  @Test
  void manyRequestsForOnePersonRaiseOneWarning() {
    String person = scene.customer();
    for (int i = 0; i < 4; i++) {
      asked(person, "copy");
    }
    assertStaysQuiet("cases/person/", 0);

    asked(person, "copy");
    JsonNode warning = warned("requests for one person", "cases/person/");

    assertThat(warning.path("source").asText()).isEqualTo("requests");
    assertThat(warning.toString()).doesNotContain(person);
    settle(warning);
    asked(person, "copy");
    assertStaysQuiet("cases/person/", 0);
  }

  @Test
  void wrongCodesAgainstOnePersonRaiseOneWarning() {
    String at = asked(scene.customer(), "delete");
    for (int i = 0; i < 10; i++) {
      Reply wrong = service.post("order-service", at + "/verify", "{\"code\":\"00000000\"}");
      assertThat(wrong.status()).as(wrong.text()).isEqualTo(202);
    }

    JsonNode warning = warned("wrong codes", "proofs/person/");

    assertThat(Instant.parse(warning.path("occurred_from").asText()))
        .isBeforeOrEqualTo(Instant.parse(warning.path("raised_at").asText()));
    settle(warning);
    service.post("order-service", at + "/verify", "{\"code\":\"00000000\"}");
    assertStaysQuiet("proofs/person/", 0);
  }
}
