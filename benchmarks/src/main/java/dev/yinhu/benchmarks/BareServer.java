package dev.yinhu.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;

/** The limit for the HTTP path: Vert.x that parses the request's JSON and writes it back. */
public final class BareServer extends VerticleBase {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final CharSequence TYPE = HttpHeaders.createOptimized("application/json");

  private final int port;

  private BareServer(int port) {
    this.port = port;
  }

  @Override
  public Future<?> start() {
    return vertx.createHttpServer().requestHandler(BareServer::echo).listen(port, "127.0.0.1");
  }

  private static void echo(HttpServerRequest request) {
    request.bodyHandler(body -> {
      try {
        byte[] answer = JSON.writeValueAsBytes(JSON.readTree(body.getBytes()));
        request.response().putHeader(HttpHeaders.CONTENT_TYPE, TYPE).end(Buffer.buffer(answer));
      } catch (IOException e) {
        request.response().setStatusCode(400).end();
      }
    });
  }

  /** Serves on the port of the first argument until it is ended. */
  public static void main(String[] arguments) {
    int port = Integer.parseInt(arguments[0]);
    int loops = Runtime.getRuntime().availableProcessors();
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(loops));
    vertx
        .deployVerticle(() -> new BareServer(port), new DeploymentOptions().setInstances(loops))
        .await();
  }
}
