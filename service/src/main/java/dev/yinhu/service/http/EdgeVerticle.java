package dev.yinhu.service.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One event loop's share of the port. */
final class EdgeVerticle extends VerticleBase {

  private final EdgeSettings settings;
  private final HttpServerOptions options;
  private final AtomicInteger openConnections;
  private @Nullable HttpServer server;

  EdgeVerticle(EdgeSettings settings, HttpServerOptions options, AtomicInteger openConnections) {
    this.settings = settings;
    this.options = options;
    this.openConnections = openConnections;
  }

  @Override
  public Future<?> start() {
    var watch = new ConnectionWatch(settings.config().http(), openConnections);
    var edge = new Edge(context, settings, watch);
    vertx.setPeriodic(watch.sweepMillis(), _ -> watch.sweep());
    var created =
        vertx
            .createHttpServer(options)
            .connectionHandler(watch::opened)
            .invalidRequestHandler(request -> edge.refuse(request, invalid(request)))
            .requestHandler(edge::handle);
    server = created;
    return created.listen();
  }

  private static ProblemException invalid(HttpServerRequest request) {
    return switch (request.decoderResult().cause()) {
      case TooLongHttpLineException _ ->
          new ProblemException(Problem.URI_TOO_LONG, "Put what is long into the body.");
      case TooLongHttpHeaderException _ ->
          new ProblemException(Problem.HEADERS_TOO_LARGE, "Send fewer or shorter headers.");
      case null, default ->
          new ProblemException(Problem.MALFORMED_HTTP, "Check the client or the proxy between.");
    };
  }

  /** Takes no more connections and closes each one after its answer, at the latest after a time. */
  Future<Void> drain(Duration longest) {
    var running = server;
    return running == null ? Future.succeededFuture() : running.shutdown(longest);
  }

  int port() {
    var running = server;
    return running == null ? -1 : running.actualPort();
  }
}
