package dev.yinhu.service.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.yinhu.database.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run of notices to 2,000 customers ({@code -Dyinhu.people=10000} for more), whose numbers are
 * opened where the shop keeps them: the service is killed while it fills the outbox and again while
 * it sends, and the gateway times out, fails, and calls back twice.
 */
class TellingKilledIT {
  private static final int CUSTOMERS = Integer.getInteger("yinhu.people", 2_000);
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SAID =
      """
      {"kinds":["contact"],"cause":"staff","harm":"fraud","remedy":"access","help":"beware",
       "contact":"hotline","channels":["sms"],"per_minute":1000000}
      """;

  @TempDir private Path directory;

  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicReference<Optional<URI>> callBacks = new AtomicReference<>(Optional.empty());

  @Test
  @Timeout(value = 12, unit = TimeUnit.MINUTES)
  void everybodyHasExactlyOneNoticeThatTookEffect() throws Exception {
    try (TestDatabase database = TestDatabase.create();
        RoughGateway gateway = new RoughGateway(callBacks::get)) {
      Path configuration = configuration(database, gateway);
      LeakedShop shop = LeakedShop.open(directory.resolve("data"), database, CUSTOMERS);
      try (ServiceProcess service = serve(configuration)) {
        JsonNode run = ask(service, shop, "POST", "/notices", SAID);
        assertThat(run.path("state").asText()).as(run.toString()).isEqualTo("running");
        await("the outbox fills", () -> seen(service, shop) > 0);
        service.kill();
      }
      assertThat(gateway.perNumber()).as("killed while it fills").hasSizeLessThan(CUSTOMERS / 2);
      try (ServiceProcess service = serve(configuration)) {
        await("a part is sent", () -> gateway.perNumber().size() >= CUSTOMERS / 2);
        service.kill();
      }
      assertThat(gateway.perNumber()).as("killed while it sends").hasSizeLessThan(shop.told());
      try (ServiceProcess service = serve(configuration)) {
        await("all is known", () -> isSettled(told(service, shop)));
        await("who called back is done", () -> gateway.calledBack() == gateway.perNumber().size());
        assertReconciled(shop, told(service, shop), gateway);
        assertThat(advance(service, shop).toString()).contains("public-notice-missing");
        ask(service, shop, "POST", "/notices/publish", "{\"place\":\"app\",\"text\":\"a leak\"}");
        assertThat(advance(service, shop).path("state").asText()).isEqualTo("notified");
        service.terminate();
        service.awaitExit();
      }
      assertThat(Files.readString(directory.resolve("serve.log")))
          .doesNotContain(gateway.perNumber().keySet().iterator().next());
    }
  }

  private static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - end).as("still not so: " + what).isNegative();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private static void assertReconciled(LeakedShop shop, JsonNode told, RoughGateway gateway) {
    JsonNode persons = told.path("persons");
    assertThat(persons.path("persons").asInt()).isEqualTo(shop.customers());
    assertThat(persons.path("told").asInt()).isEqualTo(shop.told());
    assertThat(persons.path("failed").asInt()).isEqualTo(shop.failed());
    assertThat(persons.path("unreachable").asInt()).isEqualTo(shop.unreachable());
    assertThat(persons.path("erased").asInt() + persons.path("cancelled").asInt()).isZero();
    Map<String, AtomicInteger> sent = gateway.perNumber();
    assertThat(gateway.requests()).as("there were repeats").isGreaterThan(sent.size());
    assertThat(sent.values()).allSatisfy(each -> assertThat(each).hasValue(1));
    assertThat(sent.keySet().stream().filter(to -> to.startsWith(RoughGateway.GOOD)))
        .hasSize(shop.told());
    assertThat(sent.keySet()).noneMatch(to -> to.startsWith(RoughGateway.BAD));
  }

  private Path configuration(TestDatabase shop, RoughGateway gateway) throws IOException {
    var at = shop.connectionInfo();
    Files.writeString(directory.resolve("shop.password"), at.password() + "\n");
    Files.writeString(directory.resolve("sms.secret"), RoughGateway.SECRET + "\n");
    Files.writeString(
        directory.resolve("stores.yaml"),
        """
        stores:
          shop:
            jdbc: {url: "%s", user: "%s", password_file: shop.password}
        """
            .formatted(at.jdbcUrl(), at.user()));
    Files.writeString(
        directory.resolve("channels.yaml"),
        """
        platform: 示例商城
        lease: PT4S
        contacts:
          sms: {field: shop.users.phone}
        sms:
          hosts: [127.0.0.1]
          internal: true
          send: {url: "http://127.0.0.1:%d/send", json: '{"to":"{to}","id":"{id}","text":"{text}"}'}
          answer: {code: /code, good: [OK], permanent: [BAD_NUMBER], confirm_within: PT1H}
          idempotent: true
          timeout: PT1S
          limits: {at_once: 48, per_second: 10000, tries: 50, first_pause: PT0.05S,
            longest_pause: PT0.5S, down_after: 1000000}
          call_back: {secret_file: sms.secret, our_id: /id, status: /status, arrived: [ok], returned: [bad]}
        """
            .formatted(gateway.port()));
    return Files.writeString(
        directory.resolve("yinhu.yaml"),
        """
        rights: {stores_file: %s}
        notices: {channels_file: %s}
        """
            .formatted(directory.resolve("stores.yaml"), directory.resolve("channels.yaml")));
  }

  private ServiceProcess serve(Path configuration) throws Exception {
    ServiceProcess service =
        ServiceProcess.serve(
                directory.resolve("data"), directory.resolve("serve.log"), configuration)
            .awaitReady(client);
    callBacks.set(Optional.of(service.address("/v1/notices/call-backs/sms")));
    return service;
  }

  private JsonNode ask(
      ServiceProcess service, LeakedShop shop, String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(service.address(shop.incident() + path))
            .header("Authorization", "Bearer " + shop.dpo())
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return JSON.readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private JsonNode told(ServiceProcess service, LeakedShop shop) {
    return ask(service, shop, "GET", "/notices", "");
  }

  private JsonNode advance(ServiceProcess service, LeakedShop shop) {
    return ask(service, shop, "POST", "/advance", "{\"to\":\"notified\"}");
  }

  private long seen(ServiceProcess service, LeakedShop shop) {
    return told(service, shop).at("/runs/0/seen").asLong();
  }

  private static boolean isSettled(JsonNode told) {
    return told.at("/runs/0/state").asText().equals("done")
        && told.at("/persons/persons").asInt() == CUSTOMERS
        && told.at("/persons/waiting").asInt() == 0;
  }
}
