package dev.yinhu.service.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.yinhu.database.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A drill at a shop that has customers with numbers and a gateway that would send: the service is
 * killed while the accesses are made up and again while the incident is handled.
 */
class DrillKilledIT {
  private static final int CUSTOMERS = 100;
  private static final int ENTRIES = 60;
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String WISH =
      "{\"scenario\":\"staff-leak\",\"speed\":60,\"autopilot\":true}";

  @TempDir private Path directory;

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void itGoesOnWithoutDoingAnythingTwiceAndReachesNobody() throws Exception {
    try (TestDatabase database = TestDatabase.create();
        RoughGateway gateway = new RoughGateway(Optional::empty)) {
      Path configuration = configuration(database, gateway);
      LeakedShop shop = LeakedShop.open(directory.resolve("data"), database, CUSTOMERS);
      String at;
      try (ServiceProcess service = serve(configuration)) {
        at = "/v1/drills/" + ask(service, shop, "POST", "/v1/drills", WISH).path("number").asText();
        await("it leaks", () -> drill(service, shop, at).path("entries").asInt() > ENTRIES / 10);
        assertThat(drill(service, shop, at).path("entries").asInt())
            .as("killed while it leaks")
            .isLessThan(ENTRIES);
        service.kill();
      }
      try (ServiceProcess service = serve(configuration)) {
        await("somebody acts", () -> drill(service, shop, at).has("incident"));
        assertThat(drill(service, shop, at).path("state").asText()).isEqualTo("running");
        service.kill();
      }
      try (ServiceProcess service = serve(configuration)) {
        await("it is over", () -> drill(service, shop, at).path("state").asText().equals("done"));
        assertScored(ask(service, shop, "GET", at, ""));
        assertEachEntryOnceAndMarked(service, shop);
        service.terminate();
        service.awaitExit();
      }
      assertThat(gateway.requests()).as("requests at a gateway that would send").isZero();
    }
  }

  private static void assertScored(JsonNode whole) {
    for (JsonNode line : whole.at("/score/lines")) {
      if (Set.of("persons", "records", "closed", "duties").contains(line.path("item").asText())) {
        assertThat(line.path("points")).as(whole.toString()).isEqualTo(line.path("of"));
      }
    }
    assertThat(whole.path("happened")).as(whole.toString()).isNotEmpty();
  }

  private void assertEachEntryOnceAndMarked(ServiceProcess service, LeakedShop shop) {
    JsonNode found = search(service, shop, "drill:yes kind:access");
    Set<String> requests = new HashSet<>();
    found.path("entries").forEach(each -> requests.add(each.at("/entry/request").asText()));
    assertThat(found.path("entries")).hasSize(ENTRIES);
    assertThat(requests).hasSize(ENTRIES);
    assertThat(search(service, shop, "caller:drill-* NOT drill:yes").path("entries")).isEmpty();
    assertThat(search(service, shop, "kind:access NOT drill:yes").path("entries")).isNotEmpty();
    JsonNode warnings = ask(service, shop, "GET", "/v1/warnings", "").path("warnings");
    warnings.forEach(each ->
        assertThat(each.path("drill").asBoolean())
            .as(each.toString())
            .isEqualTo(each.at("/key/caller").asText().startsWith("drill-")));
  }

  private JsonNode search(ServiceProcess service, LeakedShop shop, String query) {
    String q = URLEncoder.encode(query, StandardCharsets.UTF_8);
    return ask(service, shop, "GET", "/v1/audit/entries?limit=100&q=" + q, "");
  }

  private JsonNode drill(ServiceProcess service, LeakedShop shop, String at) {
    return ask(service, shop, "GET", at, "").path("drill");
  }

  private static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - end).as("still not so: " + what).isNegative();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
  }

  private Path configuration(TestDatabase shop, RoughGateway gateway) throws IOException {
    var at = shop.connectionInfo();
    Files.writeString(directory.resolve("shop.password"), at.password() + "\n");
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
        contacts:
          sms: {field: shop.users.phone}
        sms:
          hosts: [127.0.0.1]
          internal: true
          send: {url: "http://127.0.0.1:%d/send", json: '{"to":"{to}","id":"{id}","text":"{text}"}'}
          answer: {code: /code, good: [OK], permanent: [BAD_NUMBER]}
          idempotent: true
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
    return ServiceProcess.serve(
            directory.resolve("data"), directory.resolve("serve.log"), configuration)
        .awaitReady(client);
  }

  private JsonNode ask(
      ServiceProcess service, LeakedShop shop, String method, String path, String body) {
    URI address = service.address(path);
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Authorization", "Bearer " + shop.dpo())
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return JSON.readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
