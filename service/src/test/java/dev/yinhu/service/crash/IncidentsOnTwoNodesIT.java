package dev.yinhu.service.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.yinhu.database.DatabaseConfig;
import dev.yinhu.database.testing.TestServer;
import dev.yinhu.service.Await;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes over one database, both of which are asked to do the same things at once. */
class IncidentsOnTwoNodesIT {
  private static final int AT_ONCE = 12;
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path directory;

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<ServiceProcess> nodes = new ArrayList<>();
  private TestServer server;
  private String dpo = "";
  private String admin = "";

  @BeforeEach
  void start() throws Exception {
    server = TestServer.start(DatabaseConfig.embedded().withPoolSize(4));
    Path configuration = configuration();
    Shop.open(directory, "--config", configuration.toString());
    dpo = token("dpo", configuration);
    admin = token("admin", configuration);
    for (int i = 0; i < 2; i++) {
      nodes.add(
          ServiceProcess.serve(
              directory.resolve("node-" + i),
              directory.resolve("node-" + i + ".log"),
              configuration));
      nodes.getLast().awaitReady(client);
    }
  }

  @AfterEach
  void stop() {
    nodes.forEach(ServiceProcess::close);
    server.close();
  }

  private Path configuration() throws IOException {
    var at = server.database().connectionInfo();
    Path password = Files.writeString(directory.resolve("password"), at.password());
    return Files.writeString(
        directory.resolve("nodes.yaml"),
        """
        database: {url: "%s", user: "%s", password_file: %s, pool_size: 6}
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

  private static String token(String role, Path configuration) throws Exception {
    return JSON.readTree(
            ServiceProcess.command(
                "caller",
                "add",
                role,
                "--role",
                role,
                "--json",
                "--config",
                configuration.toString()))
        .path("token")
        .asText();
  }

  private record Said(int status, JsonNode body) {}

  private CompletableFuture<Said> sent(int node, String who, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(nodes.get(node).address(path))
            .header("Authorization", "Bearer " + (who.equals("dpo") ? dpo : admin))
            .method(body.isEmpty() ? "GET" : "POST", HttpRequest.BodyPublishers.ofString(body))
            .build();
    return client
        .sendAsync(request, HttpResponse.BodyHandlers.ofString())
        .thenApply(reply -> new Said(reply.statusCode(), json(reply.body())));
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new AssertionError(text, e);
    }
  }

  private JsonNode done(int node, String who, String path, String body) {
    Said said = sent(node, who, path, body).join();
    assertThat(said.status()).as(path + " " + said.body()).isBetween(200, 201);
    return said.body();
  }

  private JsonNode read(int node, String path) {
    return done(node, "dpo", path, "");
  }

  /** Asked of both nodes in turn, all at once; gives how many were done. */
  private long doneOf(String who, String path, String body) {
    List<CompletableFuture<Said>> all = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      all.add(sent(i % 2, who, path, body));
    }
    List<Said> said = all.stream().map(CompletableFuture::join).toList();
    assertThat(said).as(path).allMatch(one -> one.status() < 500);
    return said.stream().filter(one -> one.status() < 300).count();
  }

  private long logged(int node, String act) {
    JsonNode found = read(node, "/v1/audit/entries?limit=100&q=kind:admin%20operation:" + act);
    long done = 0;
    for (JsonNode each : found.path("entries")) {
      done += each.at("/entry/phase").asText().equals("done") ? 1 : 0;
    }
    return done;
  }

  /** A dead node's drill is another's after its lease; then it is played to its end. */
  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(4);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - end).as("it is not over").isNegative();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
    }
  }

  @Test
  @Timeout(value = 8, unit = TimeUnit.MINUTES)
  void whatIsAskedOfBothIsDoneOnceAndADrillGoesOnWithTheOther() throws Exception {
    isDoneOnceAndSeenByBoth();
    isPlayedOnceAndGoesOnWithTheOther();
  }

  private void isDoneOnceAndSeenByBoth() {
    String at =
        "/v1/incidents/"
            + done(0, "dpo", "/v1/incidents", "{\"title\":\"leak\"}").path("id").asText();
    done(1, "dpo", at + "/scope", "{\"callers\":[\"order-service\"]}");
    done(1, "dpo", at + "/actions/unnecessary", "{\"reason\":\"it is over\"}");
    String task = "{\"title\":\"look\",\"owner\":\"dpo\",\"due\":\"2099-01-01T00:00:00Z\"}";
    long number = done(0, "dpo", at + "/tasks", task).path("id").asLong();

    assertThat(doneOf("dpo", at + "/advance", "{\"to\":\"contained\"}")).isEqualTo(1);
    assertThat(doneOf("dpo", at + "/tasks/" + number + "/done", "{\"outcome\":\"seen\"}"))
        .isEqualTo(1);
    String ask = "{\"what\":\"person-list\",\"reason\":\"why\"}";
    long approval = done(0, "dpo", at + "/approvals", ask).path("id").asLong();
    assertThat(doneOf("admin", at + "/approvals/" + approval + "/grant", "{}")).isEqualTo(1);
    for (int node = 0; node < 2; node++) {
      assertThat(read(node, at).at("/incident/state").asText()).isEqualTo("contained");
      assertThat(read(node, at).at("/approvals/0/granted_by").asText()).isEqualTo("admin");
    }
    Await.until("both are in the log", () -> logged(1, "incident-contained") == 1);
    assertThat(logged(0, "approval-grant")).isEqualTo(1);
    JsonNode timeline = read(1, at + "/timeline").path("timeline");
    assertThat(timeline)
        .filteredOn(line -> line.path("act").asText().equals("approval-grant"))
        .hasSize(1);
  }

  private void isPlayedOnceAndGoesOnWithTheOther() throws Exception {
    String wish = "{\"scenario\":\"staff-leak\",\"speed\":60,\"autopilot\":true}";
    String at = "/v1/drills/" + done(0, "dpo", "/v1/drills", wish).path("number").asText();
    Await.until("somebody acts", () -> read(1, at).path("drill").has("incident"));
    nodes.getFirst().kill();

    await(() -> read(1, at).at("/drill/state").asText().equals("done"));

    JsonNode whole = read(1, at);
    assertThat(whole.at("/score/lines")).as(whole.toString()).isNotEmpty();
    int entries = whole.at("/drill/entries").asInt();
    JsonNode found = read(1, "/v1/audit/entries?limit=100&q=drill:yes%20kind:access");
    Set<String> requests = new HashSet<>();
    found.path("entries").forEach(each -> requests.add(each.at("/entry/request").asText()));
    assertThat(found.path("entries")).hasSize(entries);
    assertThat(requests).hasSize(entries);
  }
}
