package dev.yinhu.notices;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/** A real HTTP server on this machine that answers as the test says. */
public final class LocalServer implements AutoCloseable {
  /** Answers. */
  @FunctionalInterface
  public interface Handler {
    /** One request; the exchange is closed afterwards. */
    void handle(HttpExchange exchange, byte[] body) throws IOException;
  }

  private final HttpServer server;

  /** Listens. */
  public LocalServer(Handler handler) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            handler.handle(exchange, exchange.getRequestBody().readAllBytes());
          }
        });
    server.start();
  }

  /** Sends an answer. */
  public static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }

  /** Of a path on it. */
  public String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
