package dev.yinhu.accessaudit.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A log behind a server that does not mean well. */
@Timeout(60)
class HttpSourceTest {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch over = new CountDownLatch(1);
  private final List<String> tokens = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private HttpSource source(Duration wholeAnswer, HttpHandler handler) {
    server.createContext(
        "/log/",
        exchange -> {
          tokens.addAll(exchange.getRequestHeaders().getOrDefault("Authorization", List.of()));
          handler.handle(exchange);
        });
    URI prefix = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/log");
    return new HttpSource(prefix, Optional.of("t-1"), wholeAnswer);
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Test
  void anAnswerThatDoesNotEndIsGivenUp() {
    HttpHandler trickle =
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(1);
          exchange.getResponseBody().flush();
          await();
        };
    try (HttpSource source = source(Duration.ofMillis(200), trickle)) {
      assertThatThrownBy(() -> source.read("checkpoint", 1_000))
          .isInstanceOf(SourceException.class)
          .hasMessageContaining("did not answer");
    }
  }

  private void await() throws IOException {
    try {
      over.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void ofABodyWithoutEndNoMoreIsReadThanIsWanted() throws IOException {
    HttpHandler endless =
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          while (over.getCount() > 0) {
            exchange.getResponseBody().write(new byte[10_000]);
          }
        };
    try (HttpSource source = source(Duration.ofSeconds(20), endless)) {
      assertThat(source.read("checkpoint", 99_999))
          .hasValueSatisfying(bytes -> assertThat(bytes).hasSize(100_000));
    }
  }

  @Test
  void whatIsThereIsReadAndWhatIsNotIsToldApart() throws IOException {
    byte[] body = new byte[70_000];
    HttpHandler parts =
        exchange -> {
          switch (exchange.getRequestURI().getPath()) {
            case "/log/there" -> answer(exchange, 200, body);
            case "/log/pruned" -> answer(exchange, 410, new byte[200_000]);
            case "/log/refused" -> answer(exchange, 403, new byte[0]);
            default -> answer(exchange, 404, new byte[10]);
          }
        };
    try (HttpSource source = source(Duration.ofSeconds(20), parts)) {
      assertThat(source.read("there", 70_000)).hasValue(body);
      assertThat(source.read("pruned", 10)).isEmpty();
      assertThat(source.read("nowhere", 10)).isEmpty();
      assertThatThrownBy(() -> source.read("refused", 10)).hasMessageContaining("token");
      assertThat(tokens).containsOnly("Bearer t-1");
    }
  }

  @Test
  void aRedirectIsNotFollowed() {
    HttpHandler redirect =
        exchange -> {
          exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/log/checkpoint");
          answer(exchange, 302, new byte[0]);
        };
    try (HttpSource source = source(Duration.ofSeconds(20), redirect)) {
      assertThatThrownBy(() -> source.read("checkpoint", 10)).isInstanceOf(SourceException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://log.example/audit/log",
        "http://10.0.0.7/audit/log",
        "http://127.0.0.1.log.example/audit/log",
        "http://localhost.log.example/audit/log",
        "http://[fe80::1]/audit/log",
      })
  void noTokenGoesOverANetworkInClear(String prefix) {
    assertThatThrownBy(() -> new HttpSource(URI.create(prefix), Optional.of("t-1")).close())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("https")
        .hasMessageNotContaining("t-1");
    new HttpSource(URI.create(prefix), Optional.empty()).close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://log.example/audit/log",
        "http://localhost:8443/audit/log",
        "http://127.0.0.1/audit/log",
        "http://127.3.2.1/audit/log",
        "http://[::1]:80/audit/log",
      })
  void aTokenGoesOverHttpsOrWithinTheMachine(String prefix) {
    new HttpSource(URI.create(prefix), Optional.of("t-1")).close();
  }
}
