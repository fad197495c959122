package dev.yinhu.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.database.testing.TestDatabase;
import dev.yinhu.service.callers.Role;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
final class DrainIT {

  private TestDatabase database;

  @BeforeAll
  void open() {
    database = TestDatabase.create("service");
  }

  @AfterAll
  void close() {
    database.close();
  }

  private static boolean isTurnedAway(int port) {
    try (var client = new RawClient(port)) {
      return client.send("GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n").readLine().isEmpty();
    } catch (IOException _) {
      return true;
    }
  }

  @Test
  void aRunningRequestIsFinishedWhileNewConnectionsAreTurnedAway() throws Exception {
    var service = TestService.open(database);
    int port = service.port();
    var token = service.token(Role.SERVICE);
    var running = service.sendLater(service.request("/v1/slow", token).GET().build());
    assertThat(service.reached.await(10, TimeUnit.SECONDS)).isTrue();

    var closing = CompletableFuture.runAsync(service::drain);
    while (!isTurnedAway(port)) {
      Thread.onSpinWait();
    }
    assertThat(running).isNotDone();
    service.release.countDown();

    assertThat(running.get(10, TimeUnit.SECONDS).body()).isEqualTo("done");
    closing.get(10, TimeUnit.SECONDS);
    service.close();
  }

  @Test
  void readinessSaysNoBeforeThePortCloses() throws Exception {
    var service = TestService.open(database, Map.of("http.drain_notice", "3s"));
    assertThat(service.get("/readyz").body())
        .isEqualTo("{\"status\":\"ready\",\"checks\":{\"database\":\"ok\"}}");

    var closing = CompletableFuture.runAsync(service::drain);
    while (!service.draining.isStarted()) {
      Thread.onSpinWait();
    }

    var answer = service.get("/readyz");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("stopping");
    assertThat(answer.headers().firstValue("Connection")).contains("close");
    closing.get(20, TimeUnit.SECONDS);
    service.close();
  }

  @Test
  void aRequestThatNeverEndsIsCutAfterTheDrainTimeout() throws Exception {
    var service = TestService.open(database, Map.of("http.drain_timeout", "200ms"));
    var token = service.token(Role.SERVICE);
    var running = service.sendLater(service.request("/v1/slow", token).GET().build());
    assertThat(service.reached.await(10, TimeUnit.SECONDS)).isTrue();
    long before = System.nanoTime();

    service.drain();

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    assertThatThrownBy(() -> running.get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(IOException.class);
    service.close();
  }

  @Test
  void aPortInUseIsToldClearly() {
    try (var service = TestService.open(database)) {
      var same = Map.of("http.port", Integer.toString(service.port()));

      assertThatThrownBy(() -> TestService.open(database, same))
          .isInstanceOf(HttpStartException.class)
          .hasMessageContaining("the port is in use")
          .hasMessageContaining("--port");
    }
  }
}
