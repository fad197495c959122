package dev.yinhu.notices.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import dev.yinhu.notices.ChannelKind;
import dev.yinhu.notices.LocalServer;
import dev.yinhu.notices.gateway.AnswerRules;
import dev.yinhu.notices.gateway.GatewayCall;
import dev.yinhu.notices.gateway.GatewayChannel;
import dev.yinhu.notices.gateway.GatewaySettings;
import dev.yinhu.notices.http.AllowedHosts;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A gateway with the manners of real ones: of the requests it takes, one in five is never answered,
 * one in seven is answered with an error although it sent, one in eleven is refused for now. What
 * comes twice under one id it sends once, and it counts what it has sent to whom.
 */
final class Gateway implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ConcurrentMap<String, String> sent = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, AtomicInteger> perNumber = new ConcurrentHashMap<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final LocalServer server;

  Gateway() throws IOException {
    server = new LocalServer(this::handle);
  }

  /** The sender for it: a request is given up after 300 ms, an answer's body is not read. */
  static GatewayChannel channel(String url) {
    GatewayCall send =
        new GatewayCall(
            "POST",
            url,
            Map.of(),
            GatewayCall.Body.Json.of("{\"to\":\"{to}\",\"id\":\"{id}\",\"text\":\"{text}\"}"));
    return GatewayChannel.open(
        new GatewaySettings(
            ChannelKind.SMS,
            new AllowedHosts(Set.of("127.0.0.1"), true),
            send,
            Map.of(),
            new AnswerRules(
                Optional.empty(), Set.of(), Set.of(), Optional.empty(), Optional.empty()),
            Optional.empty(),
            true,
            Map.of(),
            Duration.ofMillis(300)));
  }

  private void handle(HttpExchange exchange, byte[] body) throws IOException {
    JsonNode json = JSON.readTree(body);
    int number = requests.incrementAndGet();
    if (number % 11 == 0) {
      LocalServer.answer(exchange, 503, "");
      return;
    }
    String to = json.at("/to").asText();
    if (sent.putIfAbsent(json.at("/id").asText(), to) == null) {
      perNumber.computeIfAbsent(to, _ -> new AtomicInteger()).incrementAndGet();
    }
    if (number % 5 == 0) {
      hang();
    } else {
      LocalServer.answer(exchange, number % 7 == 0 ? 500 : 200, "");
    }
  }

  private void hang() {
    try {
      closing.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  String url() {
    return server.url("/send");
  }

  int requests() {
    return requests.get();
  }

  /** How many were sent to each number. */
  Map<String, AtomicInteger> perNumber() {
    return Map.copyOf(perNumber);
  }

  @Override
  public void close() {
    closing.countDown();
    server.close();
  }
}
