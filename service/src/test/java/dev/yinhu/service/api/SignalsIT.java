package dev.yinhu.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.yinhu.service.Await;
import dev.yinhu.service.CommandLineRun;
import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Early signals of a running service, over HTTP and from the command line beside it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SignalsIT {
  private static final String PHONE = "shop.users.phone";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private static Path directory;
  private LiveService service;

  @BeforeAll
  void start() throws IOException {
    service = LiveService.start(directory.resolve("yinhu-data"), Map.of());
  }

  @AfterAll
  void stop() {
    service.close();
  }

  /** Reads a fresh canary in clear; gives the warning that comes of it. */
  private JsonNode warned() {
    JsonNode canary =
        service
            .post("dpo", "/v1/canaries", "{\"items\":[{\"field\":\"" + PHONE + "\"}]}")
            .json()
            .path("canaries")
            .path(0);
    service.reveal(
        "order-service",
        "deliver-order",
        "clear",
        PHONE,
        canary.path("subject").asText(),
        canary.path("ciphertext").asText());
    Await.until("a warning is open", () -> !open().isEmpty());
    return open().get(0);
  }

  private JsonNode open() {
    Reply reply = service.get("dpo", "/v1/warnings?rule=canary-read&state=open");
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json().path("warnings");
  }

  private Reply decide(String who, String id, String what, String body) {
    return service.post(who, "/v1/warnings/" + id + "/" + what, body);
  }

  private List<String> recorded(String action) {
    List<String> phases = new ArrayList<>();
    for (long index = 0; ; index++) {
      Reply entry = service.get("auditor", "/v1/audit/entries/" + index);
      if (entry.status() == 404) {
        return phases;
      }
      JsonNode read = entry.json().path("entry");
      if (read.path("action").asText().equals(action)) {
        phases.add(read.path("actor").asText() + " " + read.path("phase").asText());
      }
    }
  }

  @Test
  void aCanaryOpensAWarningThatLeadsToItsEntryAndCanBeSettled() {
    JsonNode warning = warned();
    String id = warning.path("id").asText();
    assertThat(warning.path("severity").asText()).isEqualTo("critical");
    assertThat(warning.at("/key/caller").asText()).isEqualTo("order-service");
    assertThat(warning.at("/key/purpose").asText()).isEqualTo("deliver-order");
    assertThat(warning.at("/key/field").asText()).isEqualTo(PHONE);
    long index = warning.at("/evidence/0").asLong();
    assertThat(service.get("auditor", "/v1/audit/entries/" + index).text())
        .contains("\"detail\":\"canary\"");
    assertThat(service.get("auditor", "/v1/warnings/" + id).json()).isEqualTo(warning);
    assertThat(service.get("order-service", "/v1/warnings").status()).isEqualTo(403);

    String until = "{\"until\":\"%s\",\"reason\":\"%s\"}";
    String soon = Clock.systemUTC().instant().plusSeconds(3_600).toString();
    assertThat(decide("auditor", id, "snooze", until.formatted(soon, "later")).status())
        .isEqualTo(403);
    assertThat(decide("dpo", id, "snooze", until.formatted(soon, "call 13800138000")).status())
        .isEqualTo(400);
    assertThat(decide("dpo", id, "snooze", until.formatted("2020-01-01T00:00:00Z", "x")).status())
        .isEqualTo(400);
    Reply snoozed = decide("dpo", id, "snooze", until.formatted(soon, "known"));
    assertThat(snoozed.json().path("state").asText()).isEqualTo("snoozed");
    assertThat(snoozed.json().at("/decision/by").asText()).isEqualTo("dpo");
    assertThat(open()).isEmpty();
    assertThat(decide("dpo", id, "close", "{\"reason\":\"a test of ours\"}").status())
        .isEqualTo(200);
    Reply again = decide("dpo", id, "close", "{\"reason\":\"a test of ours\"}");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.json().path("type").asText()).endsWith("/warning-settled");
    assertThat(decide("dpo", "w1-00000000", "close", "{\"reason\":\"x\"}").status()).isEqualTo(404);
    assertThat(recorded("warning-close")).startsWith("dpo intent", "dpo done");
    assertThat(recorded("warning-snooze")).contains("dpo intent", "dpo done", "dpo failed");
  }

  @Test
  void rulesAreSwitchedOverHttpAndShownByTheCommandLine() throws IOException {
    Reply switched = service.post("dpo", "/v1/audit/signals/new-actor/mode", "{\"mode\":\"off\"}");
    assertThat(switched.text()).isEqualTo("{\"rule\":\"new-actor\",\"mode\":\"off\"}");
    assertThat(mode(run("list", "--json"), "new-actor")).isEqualTo("off");
    run("mode", "new-actor", "monitor");
    assertThat(mode(service.get("auditor", "/v1/audit/signals").text(), "new-actor"))
        .isEqualTo("monitor");
    assertThat(
            service
                .post("dpo", "/v1/audit/signals/canary-read/mode", "{\"mode\":\"off\"}")
                .status())
        .isEqualTo(400);
    assertThat(service.post("dpo", "/v1/audit/signals/no-such/mode", "{\"mode\":\"off\"}").status())
        .isEqualTo(404);
    assertThat(
            service.post("admin", "/v1/audit/signals/denials/mode", "{\"mode\":\"off\"}").status())
        .isEqualTo(403);
    assertThat(recorded("signal-mode")).contains("dpo done", "command-line done");
  }

  private static String mode(String rules, String rule) throws IOException {
    for (JsonNode one : JSON.readTree(rules).path("rules")) {
      if (one.path("rule").asText().equals(rule)) {
        return one.path("mode").asText();
      }
    }
    throw new AssertionError("no rule " + rule);
  }

  @Test
  void plannedWorkIsExceptedAndEnded() throws IOException {
    Reply made =
        service.post(
            "dpo",
            "/v1/audit/signals/exceptions",
            "{\"rule\":\"bulk-reading\",\"caller\":\"marketing-job\",\"from\":\"2030-01-01T00:00:00Z\",\"until\":\"2030-01-02T00:00:00Z\",\"reason\":\"sales"
                + " day\"}");
    assertThat(made.status()).as(made.text()).isEqualTo(200);
    String id = made.json().path("id").asText();
    assertThat(run("exceptions")).contains("marketing-job").contains("sales day");
    assertThat(run("end", id)).contains(id);
    assertThat(delete("99999").status()).isEqualTo(404);
    JsonNode other =
        JSON.readTree(
            run(
                "except",
                "denials",
                "--caller",
                "order-service",
                "--until",
                "12h",
                "--reason",
                "a planned test",
                "--json"));
    assertThat(other.path("by").asText()).isEqualTo("command-line");
    assertThat(delete(other.path("id").asText()).json().path("findings").asLong()).isZero();
    Reply nobody =
        service.post(
            "dpo",
            "/v1/audit/signals/exceptions",
            "{\"rule\":\"denials\",\"from\":\"2030-01-01T00:00:00Z\","
                + "\"until\":\"2030-01-02T00:00:00Z\",\"reason\":\"x\"}");
    assertThat(nobody.status()).isEqualTo(400);
  }

  @Test
  void theMetersTellOfOpenWarnings() {
    Await.until(
        "the meters are read",
        () ->
            service
                .get("dpo", "/metrics")
                .text()
                .contains("yinhu_signals_open{rule=\"denials\"} 0"));
  }

  private Reply delete(String id) {
    return service.send(
        "DELETE", "/v1/audit/signals/exceptions/" + id, service.headers("dpo"), null);
  }

  private static String run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("audit", "signals"));
    all.addAll(List.of(arguments));
    CommandLineRun done = CommandLineRun.of(directory, all.toArray(String[]::new));
    assertThat(done.exitCode()).as(done.err()).isZero();
    return done.out();
  }
}
