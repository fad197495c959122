package dev.yinhu.breachresponse.tell;

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
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A gateway for short messages. What comes twice under one id it sends once, and it counts what it
 * has sent to whom. A rough one never answers one request in 29, answers one in seven with an error
 * although it sent, and refuses one in eleven for now.
 */
final class SmsServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final boolean rough;
  private final Consumer<String> afterSending;
  private final Set<String> ids = ConcurrentHashMap.newKeySet();
  private final ConcurrentMap<String, AtomicInteger> perNumber = new ConcurrentHashMap<>();
  private final Queue<String> bodies = new ConcurrentLinkedQueue<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final LocalServer server;

  private SmsServer(boolean rough, Consumer<String> afterSending) throws IOException {
    this.rough = rough;
    this.afterSending = afterSending;
    this.server = new LocalServer(this::handle);
  }

  static SmsServer calm() throws IOException {
    return new SmsServer(false, _ -> {});
  }

  /**
   * @param afterSending is given the id of each that was sent
   */
  static SmsServer rough(Consumer<String> afterSending) throws IOException {
    return new SmsServer(true, afterSending);
  }

  /** The sender for it: a request is given up after 300 ms. */
  static GatewayChannel channel(String url) {
    return GatewayChannel.open(
        new GatewaySettings(
            ChannelKind.SMS,
            new AllowedHosts(Set.of("127.0.0.1"), true),
            new GatewayCall(
                "POST",
                url,
                Map.of(),
                GatewayCall.Body.Json.of("{\"to\":\"{to}\",\"id\":\"{id}\",\"text\":\"{text}\"}")),
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
    if (rough && number % 11 == 0) {
      LocalServer.answer(exchange, 503, "");
      return;
    }
    send(json.at("/id").asText(), json.at("/to").asText(), json.at("/text").asText());
    if (rough && number % 29 == 0) {
      hang();
    } else {
      LocalServer.answer(exchange, rough && number % 7 == 0 ? 500 : 200, "");
    }
  }

  private void send(String id, String to, String text) {
    if (ids.add(id)) {
      perNumber.computeIfAbsent(to, _ -> new AtomicInteger()).incrementAndGet();
      if (!rough) {
        bodies.add(text);
      }
      afterSending.accept(id);
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

  /** What was read, of a calm one. */
  Queue<String> bodies() {
    return bodies;
  }

  @Override
  public void close() {
    closing.countDown();
    server.close();
  }
}
