package dev.yinhu.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.yinhu.service.Await;
import dev.yinhu.service.CommandLineRun;
import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Drills of a running service: played by the autopilot and by people, scored, and without traces.
 */
final class DrillsIT {
  @TempDir private static Path folder;
  private static LiveService service;

  @BeforeAll
  static void start() throws IOException {
    service = LiveService.start(folder.resolve("yinhu-data"), Map.of());
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static JsonNode begun(String body) {
    Reply reply = service.post("dpo", "/v1/drills", body);
    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    return reply.json();
  }

  private static JsonNode drill(long number) {
    return service.get("auditor", "/v1/drills/" + number).json();
  }

  @Test
  void theAutopilotGoesTheWholeWayAndHasFullMarks() {
    long number =
        begun("{\"scenario\":\"staff-leak\",\"speed\":900,\"autopilot\":true}")
            .path("number")
            .asLong();
    Await.until(
        "the drill is over", () -> !drill(number).at("/drill/state").asText().equals("running"));
    JsonNode whole = drill(number);
    assertThat(whole.at("/score/points").asInt()).as(whole.toString()).isEqualTo(100);
    assertThat(whole.path("happened")).hasSize(4);
    String id = whole.at("/drill/incident").asText();
    assertThat(id).startsWith("DRILL-");
    JsonNode scope = service.get("dpo", "/v1/incidents/" + id + "/scope").json();
    JsonNode first = scope.at("/estimates/0/figures/persons");
    assertThat(first.asLong()).isPositive().isLessThan(1200);
    assertThat(
            scope
                .path("estimates")
                .get(scope.path("estimates").size() - 1)
                .at("/figures/persons")
                .asLong())
        .isEqualTo(1200);
    JsonNode notices = service.get("dpo", "/v1/incidents/" + id + "/notices").json();
    assertThat(notices.at("/persons/told").asLong()).isEqualTo(1200);
    assertThat(notices.has("search")).isFalse();

    Reply real = service.post("dpo", "/v1/incidents", "{\"title\":\"a real one\"}");
    String at = "/v1/incidents/" + real.json().path("id").asText();
    assertThat(at).contains("/INC-");
    assertThat(service.post("dpo", at + "/scope", "{}").json().at("/figures/persons").asLong())
        .isZero();
    JsonNode measures = service.get("dpo", "/v1/incidents/" + id + "/actions").json();
    measures.path("actions").forEach(each -> assertThat(each.path("active").asBoolean()).isFalse());
  }

  @Test
  void whatPeopleDoNotDoIsScoredAsMissed() {
    long number = begun("{\"scenario\":\"open-bucket\",\"speed\":3600}").path("number").asLong();
    Await.until(
        "the drill is over", () -> drill(number).at("/drill/state").asText().equals("done"));
    JsonNode score = drill(number).path("score");
    assertThat(score.path("points").asInt()).isZero();
    assertThat(score.at("/lines/0/why").asText()).isEqualTo("not-reached");
    assertThat(service.get("dpo", "/v1/warnings").json().path("raised").toString())
        .contains("\"drill\":true");
    assertThat(service.post("dpo", "/v1/drills/" + number + "/stop", "").problem())
        .isEqualTo("409 incident-state");
    assertThat(service.post("dpo", "/v1/drills", "{\"scenario\":\"flood\"}").problem())
        .isEqualTo("404 not-found");
    assertThat(service.get("dpo", "/v1/drills/999").problem()).isEqualTo("404 not-found");
    assertThat(service.get("order-service", "/v1/drills").status()).isEqualTo(403);
  }

  @Test
  void theCommandLinePlaysADrillBesideTheServiceAndShowsTheCard() {
    CommandLineRun run = run("incident", "drill", "run", "partner-key", "--speed", "1800");
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).contains("100/100", "DRILL-", "detect", "in-time", "exact");
    assertThat(run("incident", "drill", "list").out()).contains("partner-key");
    assertThat(run("incident", "drill", "scenarios").out()).contains("ransomware", "勒索软件");
    CommandLineRun again =
        run("incident", "drill", "run", "partner-key", "--speed", "1800", "--json");
    assertThat(again.exitCode()).as(again.out() + again.err()).isZero();
    assertThat(again.out()).contains("\"earlier\":[{\"number\":");
    CommandLineRun named = run("caller", "add", "drill-real", "--role", "service");
    assertThat(named.exitCode()).isEqualTo(1);
    assertThat(named.err()).contains("of drills");
  }

  private static CommandLineRun run(String... arguments) {
    String[] all = Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--data";
    all[arguments.length + 1] = "yinhu-data";
    return CommandLineRun.of(folder, all);
  }
}
