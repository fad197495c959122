package dev.yinhu.service.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.yinhu.database.DatabaseConfig;
import dev.yinhu.database.testing.TestServer;
import dev.yinhu.service.Await;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two processes over one PostgreSQL: who is held back on one gets nothing from the other. */
class ContainedNodesIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration AT_ONCE = Duration.ofSeconds(2);

  @TempDir Path directory;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, String> tokens = new TreeMap<>();

  private Path configuration(TestServer server) throws Exception {
    var at = server.database().connectionInfo();
    Path password = Files.writeString(directory.resolve("password"), at.password());
    return Files.writeString(
        directory.resolve("nodes.yaml"),
        """
        database: {url: "%s", user: %s, password_file: %s, pool_size: 6}
        root_key: {file: %s}
        keys: {directory: %s}
        """
            .formatted(
                at.jdbcUrl(),
                at.user(),
                password,
                directory.resolve("root.key"),
                directory.resolve("keys")));
  }

  private ServiceProcess node(int number, Path configuration) throws Exception {
    return ServiceProcess.serve(
            directory.resolve("node-" + number),
            directory.resolve("node-" + number + ".log"),
            configuration)
        .awaitReady(client);
  }

  private void caller(String name, String role, Path configuration) throws Exception {
    String printed =
        ServiceProcess.command(
            "caller",
            "add",
            name,
            "--role",
            role,
            "--json",
            "--data",
            directory.resolve("node-1").toString(),
            "--config",
            configuration.toString());
    tokens.put(name, JSON.readTree(printed).path("token").asText());
  }

  private HttpResponse<String> ask(
      ServiceProcess node, String who, String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(node.address(path))
            .header("Authorization", "Bearer " + tokens.get(who))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private JsonNode done(ServiceProcess node, String path, String body) {
    HttpResponse<String> answer = ask(node, "dpo", "POST", path, body);
    assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    return json(answer);
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private int reads(ServiceProcess node) {
    return ask(node, "auditor", "GET", "/v1/audit/entries/0", "").statusCode();
  }

  @Test
  @Timeout(180)
  void aCallerWhoIsHeldBackOnOneNodeIsLetInOnNone() throws Exception {
    try (TestServer server = TestServer.start(DatabaseConfig.embedded().withPoolSize(4))) {
      Path configuration = configuration(server);
      caller("dpo", "dpo", configuration);
      caller("auditor", "auditor", configuration);
      try (ServiceProcess one = node(1, configuration);
          ServiceProcess other = node(2, configuration)) {
        assertThat(reads(one)).isEqualTo(200);
        assertThat(reads(other)).isEqualTo(200);
        String incident =
            "/v1/incidents/"
                + done(one, "/v1/incidents", "{\"title\":\"a token leaked\"}").path("id").asText();

        JsonNode action =
            done(
                one,
                incident + "/actions",
                "{\"kind\":\"caller\",\"target\":\"auditor\",\"reason\":\"its token leaked\"}");
        long began = System.nanoTime();
        assertThat(reads(one)).isEqualTo(403);
        Await.until("the other node refuses", () -> reads(other) == 403);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(AT_ONCE);
        assertThat(ask(other, "auditor", "GET", "/v1/incidents", "").body()).contains("suspended");
        Await.until(
            "what both refused is counted",
            () ->
                json(ask(one, "dpo", "GET", incident + "/actions", ""))
                        .at("/actions/0/refused")
                        .asLong()
                    >= 3);

        done(other, incident + "/actions/" + action.path("id").asLong() + "/lift", "{}");
        assertThat(reads(other)).isEqualTo(200);
        Await.until("the first node lets in again", () -> reads(one) == 200);
      }
    }
  }
}
