package dev.yinhu.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.yinhu.service.Await;
import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;
import dev.yinhu.service.config.YinhuConfig.Format;
import dev.yinhu.service.config.YinhuConfig.Level;
import dev.yinhu.service.config.YinhuConfig.Logging;
import dev.yinhu.service.logging.LogSetup;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.StreamSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Short messages by a gateway that says later what became of them. */
final class GatewayIT {
  private static final String SECRET = "shared-with-the-gateway";
  private static final String CALL_BACK = "/v1/notices/call-backs/sms";
  private static final List<String> SENT = new CopyOnWriteArrayList<>();
  private static final ByteArrayOutputStream LOG = new ByteArrayOutputStream();

  @TempDir private static Path folder;
  private static HttpServer gateway;
  private static ProofScene scene;
  private static LiveService service;

  @BeforeAll
  static void open() throws Exception {
    gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gateway.createContext(
        "/send",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          SENT.add(exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
          byte[] answer =
              "{\"code\":\"OK\",\"id\":\"g-%d\"}"
                  .formatted(SENT.size())
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    gateway.createContext(
        "/keys",
        exchange -> {
          byte[] keys = Files.readAllBytes(folder.resolve("platform.json"));
          exchange.sendResponseHeaders(200, keys.length);
          exchange.getResponseBody().write(keys);
          exchange.close();
        });
    gateway.start();
    Files.writeString(folder.resolve("sms.token"), "Bearer gateways-own\n");
    Files.writeString(folder.resolve("sms.secret"), SECRET + "\n");
    scene =
        new ProofScene(
            folder,
            """
            sms:
              hosts: [localhost]
              internal: true
              send: {url: "http://localhost:%d/send", json: '{"to":"{to}","text":"{text}","id":"{id}"}'}
              secret_headers: {Authorization: sms.token}
              answer: {code: /code, good: [OK], gateway_id: /id, confirm_within: PT1H}
              idempotent: true
              call_back: {secret_file: sms.secret, gateway_id: /id, status: /status, arrived: [ok], returned: [bad]}
            """
                .formatted(gateway.getAddress().getPort()),
            Map.entry(
                "jwks_url", "http://localhost:%d/keys".formatted(gateway.getAddress().getPort())));
    service = scene.service;
    LogSetup.configured(new Logging(Format.TEXT, Level.DEBUG, true), LOG);
  }

  @AfterAll
  static void close() {
    LogSetup.quiet(System.out);
    scene.close();
    gateway.stop(0);
  }

  private static Reply said(String body, long at, String secret) {
    Map<String, String> headers =
        Map.of(
            "Content-Type",
            "application/json",
            "X-Timestamp",
            Long.toString(at),
            "X-Signature",
            signed(at + "." + body, secret));
    return service.send("POST", CALL_BACK, headers, body);
  }

  private static String signed(String text, String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static long now() {
    return Clock.systemUTC().instant().getEpochSecond();
  }

  /** States of the notices of a request that go by short message. */
  private static List<String> states(String at) {
    JsonNode all = service.get("dpo", at + "/notices").json().path("notices");
    return StreamSupport.stream(all.spliterator(), false)
        .filter(one -> one.path("channel").asText().equals("sms"))
        .map(one -> one.path("state").asText())
        .toList();
  }

  @Test
  void keysOfThePlatformAreFetchedWhereItPublishesThem() {
    String person = "person-keys-31";
    String body =
        "{\"type\":\"explain\",\"subject\":\"%s\",\"vouching\":\"%s\"}"
            .formatted(person, scene.token(person));
    String at =
        "/v1/requests/"
            + service.post("order-service", "/v1/requests", body).json().path("id").asText();

    Await.until(
        "the work begins",
        () -> !service.get("dpo", at).json().path("state").asText().equals("received"));
  }

  @Test
  void aGatewayTakesItAndSaysLaterWhatBecameOfIt() throws IOException {
    String person = scene.customer();
    Reply opened =
        service.post(
            "order-service",
            "/v1/requests",
            "{\"type\":\"delete\",\"subject\":\"%s\"}".formatted(person));
    String at = "/v1/requests/" + opened.json().path("id").asText();
    Await.until("the gateway has both", () -> states(at).equals(List.of("accepted", "accepted")));
    assertThat(SENT)
        .hasSize(2)
        .allMatch(sent -> sent.startsWith("Bearer gateways-own "))
        .allMatch(sent -> sent.contains("\"to\":\"" + ProofScene.phone(person) + "\""));

    String words = "[{\"id\":\"g-1\",\"status\":\"ok\"},{\"id\":\"g-2\",\"status\":\"ok\"}]";
    assertThat(said(words, now(), "another-secret").problem()).isEqualTo("401 not-signed");
    assertThat(said(words, now() - 3_600, SECRET).problem()).isEqualTo("401 not-signed");
    assertThat(states(at)).containsOnly("accepted");
    Reply heard = said(words, now(), SECRET);
    assertThat(heard.status()).as(heard.text()).isEqualTo(200);
    assertThat(heard.json().path("taken").asInt()).isEqualTo(2);
    assertThat(states(at)).containsOnly("delivered");
    assertThat(said(words, now(), SECRET).status()).as("again").isEqualTo(200);

    assertThat(said("{\"id\":\"g-99\",\"status\":\"ok\"}", now(), SECRET).problem())
        .isEqualTo("404 not-found");
    assertThat(said("{", now(), SECRET).problem()).isEqualTo("400 invalid-request");
    assertThat(service.send("GET", "/metrics", Map.of(), null).text())
        .contains("yinhu_notices{state=\"delivered\"}", "yinhu_notices_down{channel=\"sms\"}");
    assertThat(LOG.toString(StandardCharsets.UTF_8))
        .contains("/v1/notices/call-backs/{channel}")
        .doesNotContain(ProofScene.phone(person), person, SECRET);
  }
}
