package dev.yinhu.service.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A gateway for short messages. What comes twice under one id it sends once. It refuses one request
 * in eleven for now, leaves one in 29 without an answer and answers one in seven with an error
 * although it sent, and calls back twice for each that it sent. It refuses numbers that begin with
 * {@link #BAD} for good, and what goes to those that begin with {@link #RETURNED} comes back.
 */
final class RoughGateway implements AutoCloseable {
  static final String GOOD = "139";
  static final String BAD = "138";
  static final String RETURNED = "137";
  static final String SECRET = "shared-with-the-gateway";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_WORDS = 200;

  private final Set<String> ids = ConcurrentHashMap.newKeySet();
  private final ConcurrentMap<String, AtomicInteger> perNumber = new ConcurrentHashMap<>();
  private final LinkedBlockingQueue<String> words = new LinkedBlockingQueue<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger calledBack = new AtomicInteger();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final HttpClient client = HttpClient.newHttpClient();
  private final Supplier<Optional<URI>> callBacks;
  private final HttpServer server;
  private final Thread caller = Thread.ofVirtual().unstarted(this::callBack);

  /**
   * @param callBacks where call-backs go; empty while there is nobody
   */
  RoughGateway(Supplier<Optional<URI>> callBacks) throws IOException {
    this.callBacks = callBacks;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/send", this::handle);
    server.start();
    caller.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode json = JSON.readTree(exchange.getRequestBody().readAllBytes());
      int number = requests.incrementAndGet();
      String to = json.path("to").asText();
      if (number % 11 == 0) {
        answer(exchange, 503, "");
      } else if (to.startsWith(BAD)) {
        answer(exchange, 200, "{\"code\":\"BAD_NUMBER\"}");
      } else {
        send(json.path("id").asText(), to);
        if (number % 29 == 0) {
          hang();
        } else {
          answer(exchange, number % 7 == 0 ? 500 : 200, "{\"code\":\"OK\"}");
        }
      }
    }
  }

  private void send(String id, String to) {
    if (ids.add(id)) {
      perNumber.computeIfAbsent(to, _ -> new AtomicInteger()).incrementAndGet();
      words.add(
          "{\"id\":\"%s\",\"status\":\"%s\"}"
              .formatted(id, to.startsWith(RETURNED) ? "bad" : "ok"));
    }
  }

  private void hang() {
    try {
      closing.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private void callBack() {
    try {
      while (closing.getCount() > 0) {
        String first = words.poll(100, TimeUnit.MILLISECONDS);
        if (first != null) {
          List<String> some = new ArrayList<>(List.of(first));
          words.drainTo(some, MOST_WORDS - 1);
          String body = "[" + String.join(",", some) + "]";
          say(body);
          say(body);
          calledBack.addAndGet(some.size());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Again and again until it is taken: nobody may be there. */
  private void say(String body) throws InterruptedException {
    while (!isTaken(body) && !closing.await(50, TimeUnit.MILLISECONDS)) {
      Thread.onSpinWait();
    }
  }

  private boolean isTaken(String body) throws InterruptedException {
    String at = Long.toString(Clock.systemUTC().instant().getEpochSecond());
    Optional<URI> where = callBacks.get();
    if (where.isEmpty()) {
      return false;
    }
    HttpRequest request =
        HttpRequest.newBuilder(where.get())
            .header("Content-Type", "application/json")
            .header("X-Timestamp", at)
            .header("X-Signature", signed(at + "." + body))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException killed) {
      return false;
    }
  }

  private static String signed(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  int requests() {
    return requests.get();
  }

  /** Notices of which was told twice what became of them. */
  int calledBack() {
    return calledBack.get();
  }

  /** How many were sent to each number. */
  Map<String, AtomicInteger> perNumber() {
    return Map.copyOf(perNumber);
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    client.shutdownNow();
  }
}
