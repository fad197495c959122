package dev.yinhu.accessaudit.sink;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/** A receiver of webhooks that answers as it is told. */
final class WebhookReceiver implements AutoCloseable {
  private static final Pattern INDEX = Pattern.compile("\"index\":(\\d+)");

  /** What came in one request. */
  record Request(Headers headers, String body, int answer) {
    List<Long> indexes() {
      return INDEX.matcher(body).results().map(found -> Long.valueOf(found.group(1))).toList();
    }
  }

  /** What to answer to a request; may wait, or close the exchange and throw. */
  interface Answer {
    int status(HttpExchange exchange, String body) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile Answer answer = (_, _) -> 204;

  WebhookReceiver() throws IOException {
    this(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
  }

  /** One that takes requests over TLS only. */
  WebhookReceiver(SSLContext tls) throws IOException {
    this(secure(tls));
  }

  private static HttpServer secure(SSLContext tls) throws IOException {
    HttpsServer secure =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    secure.setHttpsConfigurator(new HttpsConfigurator(tls));
    return secure;
  }

  private WebhookReceiver(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  URI secureUrl(String path) {
    return URI.create("https://localhost:" + server.getAddress().getPort() + path);
  }

  void answer(Answer next) {
    answer = next;
  }

  /** Never answers, until the receiver is closed. */
  int hang() throws IOException {
    try {
      released.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    return 500;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      int status = answer.status(exchange, body);
      requests.add(new Request(exchange.getRequestHeaders(), body, status));
      exchange.sendResponseHeaders(status, -1);
    }
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  /** Requests that were taken. */
  Stream<Request> taken() {
    return requests.stream().filter(request -> request.answer() / 100 == 2);
  }

  /** The indexes that were taken, in order. */
  List<Long> indexes() {
    return taken().flatMap(request -> request.indexes().stream()).toList();
  }

  static long first(String body) {
    Matcher found = INDEX.matcher(body);
    return found.find() ? Long.parseLong(found.group(1)) : -1;
  }

  @Override
  public void close() {
    released.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
