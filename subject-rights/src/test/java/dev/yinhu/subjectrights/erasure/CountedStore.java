package dev.yinhu.subjectrights.erasure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A store behind a webhook that counts what was asked and what came of it, by idempotency key. */
final class CountedStore implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Rows by person. */
  final ConcurrentMap<String, Integer> rows = new ConcurrentHashMap<>();

  /** Key of each request to erase. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  /** How many rows went, by the key of the request that made them go. */
  final Map<String, Integer> effects = new ConcurrentHashMap<>();

  private final Map<String, Held> held = new ConcurrentHashMap<>();
  private final HttpServer server;

  /**
   * A request to erase that is not answered for a while.
   *
   * @param first whether the rows go before that, or after it
   * @param over when it is answered, or whoever asked was gone
   */
  record Held(boolean first, CountDownLatch arrived, CountDownLatch go, CountDownLatch over) {}

  CountedStore() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/yinhu";
  }

  /** Holds the person's next request to erase. */
  Held hold(String person, boolean first) {
    Held one = new Held(first, new CountDownLatch(1), new CountDownLatch(1), new CountDownLatch(1));
    held.put(person, one);
    return one;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode request = JSON.readTree(exchange.getRequestBody());
      String key = exchange.getRequestHeaders().getFirst("idempotency-key");
      byte[] answer =
          answer(request.path("operation").asText(), request.path("person").asText(), key)
              .getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private String answer(String operation, String person, String key) {
    int found = rows.getOrDefault(person, 0);
    return switch (operation) {
      case "count", "remaining" -> "{\"count\":%d}".formatted(found);
      case "tally" ->
          "{\"tally\":[{\"rows\":%d,\"earliest\":null,\"latest\":null}]}".formatted(found);
      case "erase" -> {
        asked.add(key);
        erase(person, key);
        yield "{\"found\":%d,\"left\":0}".formatted(found);
      }
      default -> "{}";
    };
  }

  private void erase(String person, String key) {
    Held one = held.remove(person);
    if (one == null) {
      remove(person, key);
      return;
    }
    if (one.first()) {
      remove(person, key);
    }
    one.arrived().countDown();
    try {
      one.go().await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    remove(person, key);
    one.over().countDown();
  }

  private void remove(String person, String key) {
    Integer gone = rows.remove(person);
    if (gone != null) {
      effects.merge(key, gone, Integer::sum);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
