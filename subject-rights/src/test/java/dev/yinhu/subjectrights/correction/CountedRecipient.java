package dev.yinhu.subjectrights.correction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.yinhu.subjectrights.connect.WebhookStoreSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A recipient behind a webhook that takes what it is told once for each idempotency key. */
final class CountedRecipient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Key of each request. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  /** What it took, by key: person, field and value. */
  final Map<String, String> taken = new ConcurrentHashMap<>();

  private final HttpServer server;

  CountedRecipient() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/yinhu";
  }

  static Map<String, WebhookStoreSettings> settings(String url, Path key) {
    Duration soon = Duration.ofSeconds(20);
    return Map.of(
        "express",
        new WebhookStoreSettings("express", URI.create(url), key, soon, soon, Duration.ofDays(3)));
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode request = JSON.readTree(exchange.getRequestBody());
      String key = exchange.getRequestHeaders().getFirst("idempotency-key");
      asked.add(key);
      taken.put(
          key,
          "%s %s %s %s"
              .formatted(
                  request.path("operation").asText(),
                  request.path("person").asText(),
                  request.path("field").asText(),
                  request.path("value").asText()));
      byte[] answer = "{\"corrected\":true}".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
