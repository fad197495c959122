package dev.yinhu.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.yinhu.service.Await;
import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However somebody takes a consent back, those who got the data are told to stop, once. */
final class StoppedRecipientIT {
  @TempDir private static Path folder;
  private static final List<String> TOLD = new CopyOnWriteArrayList<>();
  private static HttpServer agency;
  private static LiveService service;

  @BeforeAll
  static void open() throws IOException {
    agency = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    agency.createContext("/", StoppedRecipientIT::told);
    agency.start();
    Files.writeString(
        folder.resolve("express.key"), "whsk_" + Base64.getEncoder().encodeToString(new byte[32]));
    Path stores =
        Files.writeString(
            folder.resolve("stores.yaml"),
            """
            stores: {}
            recipients:
              express:
                webhook: {url: "http://127.0.0.1:%d/yinhu", key_file: express.key}
            """
                .formatted(agency.getAddress().getPort()));
    service =
        LiveService.start(folder.resolve("data"), Map.of("rights.stores_file", stores.toString()));
    service.apply(
        LiveService.demoRegister()
            .replace("use: marketing\n", "use: marketing\n          recipients: [express]\n"));
    Reply published =
        service.send(
            "PUT",
            "/v1/consent-texts",
            service.headers("dpo"),
            "{\"purpose\":\"marketing\",\"language\":\"zh\",\"version\":\"1\",\"text\":\"同意\"}");
    assertThat(published.status()).as(published.text()).isEqualTo(200);
  }

  @AfterAll
  static void close() {
    service.close();
    agency.stop(0);
  }

  private static void told(HttpExchange exchange) throws IOException {
    try (exchange) {
      TOLD.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      byte[] answer = "{\"stopped\":true}".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private static Reply decided(String person, String decision) {
    String shown = decision.equals("withdrawn") ? "" : ",\"language\":\"zh\",\"version\":\"1\"";
    Reply reply =
        service.post(
            "order-service",
            "/v1/consents",
            "{\"subject\":\"%s\",\"purpose\":\"marketing\",\"decision\":\"%s\"%s}"
                .formatted(person, decision, shown));
    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    return reply;
  }

  private static void done(String request) {
    Await.until(
        "the recipient was told",
        () ->
            service
                .get("order-service", "/v1/requests/" + request)
                .json()
                .path("state")
                .asText()
                .equals("completed"));
  }

  @Test
  void aDecisionThatEndsAConsentCountsAtOnceAndHasTheRecipientTold() {
    Await.until(
        "the register is in force",
        () -> {
          assertThat(decided("u-stop-0", "given").json().has("request")).isFalse();
          return decided("u-stop-0", "refused").json().has("request");
        });
    TOLD.clear();
    decided("u-stop-1", "given");

    Reply withdrawn = decided("u-stop-1", "withdrawn");
    assertThat(
            service
                .get("order-service", "/v1/subjects/u-stop-1/consents")
                .json()
                .at("/consents/0/decision")
                .asText())
        .as("before anybody was told")
        .isEqualTo("withdrawn");
    done(withdrawn.json().path("request").asText());

    assertThat(TOLD)
        .filteredOn(told -> told.contains("u-stop-1"))
        .containsExactly(
            "{\"version\":1,\"operation\":\"stop\",\"recipient\":\"express\",\"purpose\":"
                + "\"marketing\",\"person\":\"u-stop-1\"}");
    assertThat(
            service
                .get("order-service", "/v1/subjects/u-stop-1/consents")
                .json()
                .path("history")
                .findValuesAsText("decision"))
        .as("the request adds no second decision")
        .containsExactly("withdrawn", "given");
    assertThat(decided("u-stop-1", "withdrawn").json().has("request"))
        .as("who had withdrawn before")
        .isFalse();

    decided("u-stop-1", "given");
    done(decided("u-stop-1", "refused").json().path("request").asText());
    assertThat(TOLD).filteredOn(told -> told.contains("u-stop-1")).hasSize(2);
  }

  @Test
  void aDecisionThatIsNoneLeavesNoRequestBehind() {
    Reply reply =
        service.post(
            "order-service",
            "/v1/consents",
            "{\"subject\":\"u-stop-2\",\"purpose\":\"marketing\",\"decision\":\"refused\","
                + "\"language\":\"zh\",\"version\":\"none\"}");

    assertThat(reply.problem()).isEqualTo("409 request-state");
    assertThat(service.get("dpo", "/v1/requests?open=true").json().path("requests").toString())
        .doesNotContain("received");
  }
}
