package dev.yinhu.service.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.database.testing.TestServer;
import dev.yinhu.service.AuditedRequests;
import dev.yinhu.service.Await;
import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;
import dev.yinhu.service.config.YinhuConfig.Format;
import dev.yinhu.service.config.YinhuConfig.Level;
import dev.yinhu.service.config.YinhuConfig.Logging;
import dev.yinhu.service.logging.LogSetup;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL stopped under the running service, by an operator and by kill -9. */
final class DatabaseOutageIT {
  private static final String PHONE = "13900001111";
  private static final String KNOWN = "customer-known-to-all";
  private static final String COLD = "customer-not-in-the-cache";

  @TempDir Path directory;

  private final Set<String> acknowledged = new HashSet<>();

  @AfterEach
  void quiet() {
    LogSetup.quiet(System.out);
  }

  private LiveService start(TestServer server) throws Exception {
    var at = server.database().connectionInfo();
    Path password = directory.resolve("password");
    Files.writeString(password, at.password());
    return LiveService.start(
        directory.resolve("data"),
        Map.of(
            "database.url",
            at.jdbcUrl(),
            "database.user",
            at.user(),
            "database.password_file",
            password.toString(),
            "caches.token_time",
            "10m",
            "logging.access",
            "true",
            "logging.level",
            "debug"));
  }

  private Reply noted(Reply reply) {
    if (reply.status() == 200) {
      acknowledged.add(reply.requestId());
    }
    return reply;
  }

  @Test
  @Timeout(120)
  void withoutItsDatabaseNothingIsRevealedAndAfterwardsNothingIsMissing() throws Exception {
    var written = new ByteArrayOutputStream();
    try (TestServer server = TestServer.start()) {
      try (LiveService service = start(server)) {
        LogSetup.configured(new Logging(Format.TEXT, Level.DEBUG, true), written);
        Phones phones = new Phones(service);
        String cold = noted(phones.seal(COLD, PHONE)).result();
        String known = noted(phones.seal(KNOWN, PHONE)).result();
        assertThat(noted(phones.reveal(KNOWN, known)).result()).isEqualTo(PHONE);

        server.stop();
        assertRefusesAll(service, phones, known);
        server.startAgain();

        Await.until("it answers again", () -> noted(phones.reveal(KNOWN, known)).status() == 200);
        assertThat(noted(phones.reveal(COLD, cold)).result()).isEqualTo(PHONE);
        assertThat(service.send("GET", "/audit/log/checkpoint", Map.of(), null).status())
            .isEqualTo(200);
        Await.until(
            "it is ready", () -> service.send("GET", "/readyz", Map.of(), null).status() == 200);
        LogSetup.quiet(System.out);
      }
      AuditedRequests.of(server.database().dataSource()).assertHold(acknowledged);
    }
    assertThat(written.toString(StandardCharsets.UTF_8))
        .contains("POST /v1/decrypt 503")
        .doesNotContain(PHONE, KNOWN, COLD, "yht_", "yh1.");
  }

  /** At the same time, as each waits for the database as long as it may. */
  private static void assertRefusesAll(LiveService service, Phones phones, String known)
      throws Exception {
    String unknownToken = "yht_" + "A".repeat(43);
    List<Callable<Reply>> withoutEntry =
        List.of(
            () -> phones.reveal(KNOWN, known),
            () -> phones.mask(PHONE),
            () -> phones.seal(KNOWN, PHONE));
    List<Callable<Reply>> withoutDatabase =
        List.of(
            () -> phones.seal("customer-of-today", PHONE),
            () -> phones.reveal("customer-of-today", known),
            () -> service.get("order-service", "/v1/register"));
    List<Callable<Reply>> others =
        List.of(
            () -> get(service, "/v1/register", Map.of("Authorization", "Bearer " + unknownToken)),
            () -> get(service, "/readyz", Map.of()),
            () -> get(service, "/healthz", Map.of()));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = threads.invokeAll(withoutEntry);
      var second = threads.invokeAll(withoutDatabase);
      var third = threads.invokeAll(others);
      for (var future : first) {
        assertRefused(future.get(), "503 audit-unavailable");
      }
      for (var future : second) {
        assertRefused(future.get(), "503 database-unavailable");
      }
      assertRefused(third.get(0).get(), "503 sign-in-unavailable");
      assertThat(third.get(1).get().status()).isEqualTo(503);
      assertThat(third.get(2).get().status()).isEqualTo(200);
    }
  }

  private static Reply get(LiveService service, String path, Map<String, String> headers) {
    return service.send("GET", path, headers, null);
  }

  private static void assertRefused(Reply reply, String problem) {
    assertThat(reply.problem()).isEqualTo(problem);
    assertThat(reply.header("Retry-After")).isNotEmpty();
    assertThat(reply.text()).doesNotContain(PHONE);
  }

  @Test
  @Timeout(120)
  void aKilledEmbeddedServerIsStartedAgainAndTheServiceRecoversByItself() throws Exception {
    Path data = directory.resolve("embedded");
    try (LiveService service = LiveService.start(data, Map.of())) {
      Phones phones = new Phones(service);
      String known = phones.seal(KNOWN, PHONE).result();
      long pid = postmaster(data);

      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);

      Await.until("PostgreSQL is another process", () -> postmaster(data) != pid);
      Await.until(
          "it answers again",
          () -> {
            Reply reply = phones.reveal(KNOWN, known);
            assertThat(reply.status()).isIn(200, 503);
            return reply.status() == 200;
          });
    }
    assertThat(data.resolve("postgresql/cluster/postmaster.pid")).doesNotExist();
  }

  private static long postmaster(Path data) {
    return Postmaster.pid(data).orElse(-1L);
  }
}
