package dev.yinhu.service.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.database.DatabaseConfig;
import dev.yinhu.database.testing.TestServer;
import dev.yinhu.service.AuditedRequests;
import dev.yinhu.service.Await;
import dev.yinhu.service.SignedLog;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several processes of the service over one PostgreSQL: paused, killed, and asked the same. */
class SeveralNodesIT {
  private static final int CONNECTIONS = 16;

  @TempDir Path directory;

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<ServiceProcess> nodes = new ArrayList<>();
  private final Set<String> acknowledged = new HashSet<>();

  private static TestServer server() {
    return TestServer.start(DatabaseConfig.embedded().withPoolSize(4));
  }

  private Path configuration(TestServer server) throws Exception {
    var at = server.database().connectionInfo();
    Path password = Files.writeString(directory.resolve("password"), at.password());
    return Files.writeString(
        directory.resolve("nodes.yaml"),
        """
        database:
          url: %s
          user: %s
          password_file: %s
          pool_size: 6
        root_key:
          file: %s
        keys:
          directory: %s
        """
            .formatted(
                at.jdbcUrl(),
                at.user(),
                password,
                directory.resolve("root.key"),
                directory.resolve("keys")));
  }

  private ServiceProcess node(int number, Path configuration) throws Exception {
    ServiceProcess node =
        ServiceProcess.serve(
            directory.resolve("node-" + number),
            directory.resolve("node-" + number + ".log"),
            configuration);
    nodes.add(node);
    return node.awaitReady(client);
  }

  private void stopAll(List<DecryptLoad> loads) throws Exception {
    for (DecryptLoad load : loads) {
      load.stop();
    }
    for (DecryptLoad load : loads) {
      acknowledged.addAll(load.await());
    }
    nodes.forEach(ServiceProcess::close);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  @Timeout(240)
  void aNodeThatIsPausedAndGoesOnAndOneThatIsKilledMakeNoForkAndLoseNothing(int count)
      throws Exception {
    try (TestServer server = server()) {
      Path configuration = configuration(server);
      Shop shop = Shop.open(directory, "--config", configuration.toString());
      List<DecryptLoad> loads = new ArrayList<>();
      List<String> bodies = List.of();
      String keys = "";
      try {
        for (int i = 0; i < count; i++) {
          ServiceProcess node = node(i, configuration);
          bodies = bodies.isEmpty() ? shop.bodies(client, node, CONNECTIONS) : bodies;
          loads.add(shop.load(client, node, bodies));
        }
        for (DecryptLoad load : loads) {
          Shop.awaitMore(load, 50);
        }
        keys = nodes.getFirst().get(client, "/audit/log/vkey");

        nodes.getFirst().pause();
        int before = loads.getLast().count();
        Shop.awaitMore(loads.getLast(), before + 300);
        nodes.getFirst().goOn();
        Shop.awaitMore(loads.getFirst(), loads.getFirst().count() + 50);
        nodes.getLast().kill();
        Shop.awaitMore(loads.getFirst(), loads.getFirst().count() + 50);
        ServiceProcess again = node(count - 1, configuration);
        loads.add(shop.load(client, again, bodies));
        Shop.awaitMore(loads.getLast(), 50);
        server.kill();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        Shop.awaitMore(loads.getLast(), loads.getLast().count() + 50);
        Await.until("PostgreSQL is back", () -> answers(server));
      } finally {
        stopAll(loads);
      }
      AuditedRequests.of(server.database().dataSource()).assertHoldEachOnce(acknowledged);
      // No fork: what each node signed is of this one tree.
      List<Path> data =
          IntStream.range(0, count).mapToObj(i -> directory.resolve("node-" + i)).toList();
      SignedLog.assertAsSigned(server.database().dataSource(), keys, data);
    }
  }

  /** The requests after the kill may all have been answered by what was left of it. */
  private static boolean answers(TestServer server) {
    try {
      server.database().jdbi().useHandle(handle -> handle.execute("select 1"));
      return true;
    } catch (JdbiException notYet) {
      return false;
    }
  }

  /**
   * A client that asks two nodes under one id has asked twice, and was answered twice: the log says
   * so. What must never double, the retry of one append, is told by the batch's id.
   */
  @Test
  @Timeout(120)
  void theSameRequestIdOnTwoNodesIsEachTimeAnAccess() throws Exception {
    try (TestServer server = server()) {
      Path configuration = configuration(server);
      Shop shop = Shop.open(directory, "--config", configuration.toString());
      try {
        ServiceProcess first = node(0, configuration);
        ServiceProcess second = node(1, configuration);
        String body = shop.bodies(client, first, 1).getFirst();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
          String id = UUID.randomUUID().toString();
          ids.add(id);
          CompletableFuture<String> one = decrypt(first, shop, id, body);
          CompletableFuture<String> other = decrypt(second, shop, id, body);
          assertThat(one.join()).contains(Shop.PHONE);
          assertThat(other.join()).contains(Shop.PHONE);
        }
        AuditedRequests requests = AuditedRequests.of(server.database().dataSource());
        assertThat(ids).allSatisfy(id -> assertThat(requests.count(id)).isEqualTo(2));
      } finally {
        stopAll(List.of());
      }
    }
  }

  private CompletableFuture<String> decrypt(
      ServiceProcess node, Shop shop, String id, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(node.address("/v1/decrypt"))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Bearer " + shop.token())
            .header("X-Request-Id", id)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return client
        .sendAsync(request, HttpResponse.BodyHandlers.ofString())
        .thenApply(HttpResponse::body);
  }
}
