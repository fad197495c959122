package dev.yinhu.service.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.yinhu.database.Database;
import dev.yinhu.database.DatabaseConfig;
import dev.yinhu.database.testing.TestServer;
import dev.yinhu.service.Await;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes over one PostgreSQL scan a database: one is killed in the midst of it. */
class ScanKilledIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int TABLES = 12;
  private static final int ROWS = 10;

  @TempDir Path directory;

  private final HttpClient client = HttpClient.newHttpClient();
  private String token = "";

  /** So slow that there is time to kill a node between two tables. */
  private Path configuration(TestServer server) throws Exception {
    var at = server.database().connectionInfo();
    Path password = Files.writeString(directory.resolve("password"), at.password());
    Path targets =
        Files.writeString(
            directory.resolve("targets.yaml"),
            """
            version: 1
            targets:
              - name: shop
                url: %s
                user: %s
                password-file: password
                tables: [shop.*]
                rows-per-second: 40
            """
                .formatted(at.jdbcUrl(), at.user()));
    return Files.writeString(
        directory.resolve("nodes.yaml"),
        """
        database: {url: "%s", user: %s, password_file: %s, pool_size: 6}
        root_key: {file: %s}
        keys: {directory: %s}
        scan: {targets_file: %s, lease: 2s}
        """
            .formatted(
                at.jdbcUrl(),
                at.user(),
                password,
                directory.resolve("root.key"),
                directory.resolve("keys"),
                targets));
  }

  private static void fill(Database database) {
    database
        .jdbi()
        .useHandle(handle -> {
          handle.execute("create schema shop");
          for (int i = 1; i <= TABLES; i++) {
            String table = "shop.t%02d".formatted(i);
            handle.execute("create table " + table + " (id int primary key, phone text)");
            handle.execute(
                "insert into %s select i, (13812345600 + i)::text from generate_series(1, %d) i"
                    .formatted(table, ROWS));
          }
        });
  }

  private ServiceProcess node(int number, Path configuration) throws Exception {
    return ServiceProcess.serve(
            directory.resolve("node-" + number),
            directory.resolve("node-" + number + ".log"),
            configuration)
        .awaitReady(client);
  }

  private JsonNode ask(ServiceProcess node, String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(node.address(path))
            .header("Authorization", "Bearer " + token)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private String start(ServiceProcess node) {
    JsonNode scan = ask(node, "POST", "/v1/scans", "{\"target\":\"shop\"}");
    return "/v1/scans/" + scan.path("id").asText();
  }

  private void awaitState(ServiceProcess node, String scan, String state) {
    Await.until(
        "the scan is " + state,
        () -> ask(node, "GET", scan, "").path("state").asText().equals(state));
  }

  private void awaitDone(ServiceProcess node, String scan, int tables) {
    Await.until(
        "some tables are done",
        () -> ask(node, "GET", scan, "").at("/progress/done").asInt() >= tables);
  }

  @Test
  @Timeout(180)
  void anotherNodeGoesOnAndEverythingIsFoundOnce() throws Exception {
    try (TestServer server = TestServer.start(DatabaseConfig.embedded().withPoolSize(4))) {
      Path configuration = configuration(server);
      fill(server.database());
      token =
          JSON.readTree(
                  ServiceProcess.command(
                      "caller",
                      "add",
                      "dpo",
                      "--role",
                      "dpo",
                      "--json",
                      "--data",
                      directory.resolve("node-1").toString(),
                      "--config",
                      configuration.toString()))
              .path("token")
              .asText();
      try (ServiceProcess first = node(1, configuration)) {
        String scan = start(first);
        awaitDone(first, scan, 3);
        first.kill(); // Before the other starts, which takes as long as the scan may.
        try (ServiceProcess second = node(2, configuration)) {
          awaitState(second, scan, "done");
          assertFoundOnce(second, ask(second, "GET", scan, ""));
          assertCancelEnds(second);
        }
      }
    }
  }

  private void assertFoundOnce(ServiceProcess node, JsonNode scan) {
    assertThat(scan.at("/progress/done").asInt()).as(scan.toString()).isEqualTo(TABLES);
    assertThat(scan.at("/progress/total").asInt()).isEqualTo(TABLES);
    assertThat(scan.at("/progress/resumed").asInt()).isPositive();
    assertThat(scan.at("/progress/rows").asInt()).isEqualTo(TABLES * ROWS);
    assertThat(scan.at("/progress/values/CN_MOBILE").asInt()).isEqualTo(TABLES * ROWS);
    List<String> places = new ArrayList<>();
    for (JsonNode finding : ask(node, "GET", "/v1/findings?type=CN_MOBILE", "").path("findings")) {
      places.add(finding.path("place").asText());
      assertThat(finding.path("occurrences").asInt()).isEqualTo(ROWS);
      String id = finding.path("id").asText();
      assertThat(ask(node, "GET", "/v1/findings/" + id, "").path("history")).hasSize(1);
    }
    assertThat(places).hasSize(TABLES).doesNotHaveDuplicates();
  }

  private void assertCancelEnds(ServiceProcess node) {
    String scan = start(node);
    awaitDone(node, scan, 1);
    ask(node, "POST", scan + "/cancel", "");
    awaitState(node, scan, "cancelled");
    assertThat(ask(node, "GET", scan, "").at("/progress/done").asInt()).isLessThan(TABLES);
  }
}
