package dev.yinhu.notices.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.yinhu.notices.ChannelKind;
import dev.yinhu.notices.LocalServer;
import dev.yinhu.notices.Sending;
import dev.yinhu.notices.channel.Fate;
import dev.yinhu.notices.channel.Outcome;
import dev.yinhu.notices.channel.ResultCode;
import dev.yinhu.notices.http.AllowedHosts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayChannelTest {
  private static final String BODY =
      """
      {"phone":"{to}","content":"{text}","ref":"{id}","template":"{template}","param":"{parameters}"}\
      """;

  @TempDir private Path directory;
  private final List<String> bodies = new CopyOnWriteArrayList<>();

  private GatewayChannel open(LocalServer server, AllowedHosts hosts, AnswerRules rules)
      throws Exception {
    Path secret = Files.writeString(directory.resolve("secret"), "Bearer s3cret\n");
    GatewayCall send =
        new GatewayCall(
            "POST",
            server.url("/send"),
            Map.of("Idempotency-Key", "{id}"),
            GatewayCall.Body.Json.of(BODY));
    GatewayCall query =
        new GatewayCall(
            "GET", server.url("/status?ref={id}"), Map.of(), new GatewayCall.Body.None());
    return GatewayChannel.open(
        new GatewaySettings(
            ChannelKind.SMS,
            hosts,
            send,
            Map.of("Authorization", secret),
            rules,
            Optional.of(
                new StatusQuery(
                    query,
                    JsonPointer.compile("/state"),
                    Set.of("DELIVRD"),
                    Set.of("UNDELIV"),
                    Set.of("ENROUTE"),
                    Set.of())),
            true,
            Map.of("case-received", "SMS_1"),
            Duration.ofMillis(700)));
  }

  private static AllowedHosts local() {
    return new AllowedHosts(Set.of("127.0.0.1"), true);
  }

  private static AnswerRules rules() {
    return new AnswerRules(
        Optional.of(JsonPointer.compile("/code")),
        Set.of("OK"),
        Set.of("BAD_NUMBER"),
        Optional.of(JsonPointer.compile("/id")),
        Optional.of(Duration.ofHours(1)));
  }

  private Outcome sent(int status, String answer) throws Exception {
    try (LocalServer server =
            new LocalServer((exchange, _) -> LocalServer.answer(exchange, status, answer));
        GatewayChannel channel = open(server, local(), rules());
        var outgoing = Sending.to("13800138000", "a/1", ChannelKind.SMS)) {
      return channel.send(outgoing);
    }
  }

  @Test
  void aRequestIsFilledAndSignedInAndItsAnswerRead() throws Exception {
    List<String> headers = new CopyOnWriteArrayList<>();
    try (LocalServer server =
            new LocalServer((exchange, body) -> {
              bodies.add(new String(body, java.nio.charset.StandardCharsets.UTF_8));
              headers.add(exchange.getRequestHeaders().getFirst("Authorization"));
              headers.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
              LocalServer.answer(exchange, 200, "{\"code\":\"OK\",\"id\":\"g-7\"}");
            });
        GatewayChannel channel = open(server, local(), rules());
        var outgoing = Sending.to("1\"},{\"phone\":\"2", "a/1", ChannelKind.SMS)) {
      assertThat(channel.send(outgoing))
          .isEqualTo(new Outcome.Accepted(Optional.of("g-7"), Duration.ofHours(1)));
    }
    var json = new ObjectMapper().readTree(bodies.getFirst());
    assertThat(json.properties()).hasSize(5);
    assertThat(json.at("/phone").asText()).isEqualTo("1\"},{\"phone\":\"2");
    assertThat(json.at("/template").asText()).isEqualTo("SMS_1");
    assertThat(json.at("/param/reference").asText()).isEqualTo("YH-2026-0001");
    assertThat(headers).containsExactly("Bearer s3cret", Sending.id("a/1").toString());
  }

  @Test
  void answersAreToldApartByWhetherSomethingMayHaveBeenSent() throws Exception {
    assertThat(sent(200, "{\"code\":\"BAD_NUMBER\"}")).isInstanceOf(Outcome.Refused.class);
    assertThat(sent(200, "{\"code\":\"BUSY\"}")).isInstanceOf(Outcome.TryLater.class);
    assertThat(sent(200, "<html>")).isInstanceOf(Outcome.Unclear.class);
    assertThat(sent(400, "")).isEqualTo(new Outcome.Refused(new ResultCode("http-400")));
    assertThat(sent(401, "")).isInstanceOf(Outcome.TryLater.class);
    assertThat(sent(500, "")).isInstanceOf(Outcome.Unclear.class);
    assertThat(sent(302, "")).isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void aGatewayThatHangsIsLeftInTimeAndMayHaveSent() throws Exception {
    var hold = new java.util.concurrent.CountDownLatch(1);
    try (LocalServer server =
            new LocalServer((_, _) -> {
              try {
                hold.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
        GatewayChannel channel = open(server, local(), rules());
        var outgoing = Sending.to("13800138000", "a/1", ChannelKind.SMS)) {
      assertThat(channel.send(outgoing))
          .isEqualTo(new Outcome.Unclear(new ResultCode("no-answer"), true));
      hold.countDown();
    }
  }

  @Test
  void whereNobodyListensNothingWasSent() throws Exception {
    LocalServer gone = new LocalServer((_, _) -> {});
    gone.close();
    try (GatewayChannel channel = open(gone, local(), rules());
        var outgoing = Sending.to("13800138000", "a/1", ChannelKind.SMS)) {
      assertThat(channel.send(outgoing))
          .isEqualTo(new Outcome.TryLater(new ResultCode("no-connection"), Optional.empty(), true));
    }
  }

  @Test
  void otherHostsAndInternalAddressesAreNotAsked() throws Exception {
    try (LocalServer server =
            new LocalServer((exchange, body) -> {
              bodies.add("reached");
              LocalServer.answer(exchange, 200, "{\"code\":\"OK\"}");
            });
        GatewayChannel other =
            open(server, new AllowedHosts(Set.of("sms.example"), true), rules());
        GatewayChannel outside =
            open(server, new AllowedHosts(Set.of("127.0.0.1"), false), rules());
        var outgoing = Sending.to("13800138000", "a/1", ChannelKind.SMS)) {
      Outcome refused =
          new Outcome.TryLater(new ResultCode("host-not-allowed"), Optional.empty(), true);
      assertThat(other.send(outgoing)).isEqualTo(refused);
      assertThat(outside.send(outgoing)).isEqualTo(refused);
    }
    assertThat(bodies).isEmpty();
  }

  @Test
  void aGatewayIsAskedWhatBecameOfIt() throws Exception {
    assertThat(asked(200, "{\"state\":\"DELIVRD\"}")).isEqualTo(new Fate.Arrived());
    assertThat(asked(200, "{\"state\":\"UNDELIV\"}")).isInstanceOf(Fate.Returned.class);
    assertThat(asked(200, "{\"state\":\"ENROUTE\"}")).isEqualTo(new Fate.Underway());
    assertThat(asked(404, "")).isEqualTo(new Fate.NotThere());
    assertThat(asked(503, "")).isInstanceOf(Fate.Unanswered.class);
    assertThat(asked(200, "[]")).isInstanceOf(Fate.Unanswered.class);
  }

  private Fate asked(int status, String answer) throws Exception {
    try (LocalServer server =
            new LocalServer((exchange, _) -> LocalServer.answer(exchange, status, answer));
        GatewayChannel channel = open(server, local(), rules())) {
      return channel.ask(Sending.id("a/1"), Optional.empty());
    }
  }

  @Test
  void aContactStandsInNoUrl() {
    assertThatThrownBy(() ->
            new GatewayCall(
                "GET", "https://sms.example/?to={to}", Map.of(), new GatewayCall.Body.None()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
