package dev.yinhu.service.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One event loop's share of the port. */
final class EdgeVerticle extends VerticleBase {

  private static final long DRAIN_SWEEP_MILLIS = 20;

  private final EdgeSettings settings;
  private final HttpServerOptions options;
  private final AtomicInteger openConnections;
  private @Nullable HttpServer server;
  private @Nullable ConnectionWatch watch;

  EdgeVerticle(EdgeSettings settings, HttpServerOptions options, AtomicInteger openConnections) {
    this.settings = settings;
    this.options = options;
    this.openConnections = openConnections;
  }

  @Override
  public Future<?> start() {
    var watch = new ConnectionWatch(settings.config().http(), openConnections);
    this.watch = watch;
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

  /**
   * Closes connections as they fall idle, and new ones at once. The port itself stays open until
   * the loop is closed: Vert.x would go on accepting on it anyway, and fail on each.
   *
   * @return completes when no connection is left
   */
  Future<Void> drain() {
    Promise<Void> drained = Promise.promise();
    context.runOnContext(_ -> {
      drainOnce(drained);
      vertx.setPeriodic(DRAIN_SWEEP_MILLIS, _ -> drainOnce(drained));
    });
    return drained.future();
  }

  private void drainOnce(Promise<Void> drained) {
    if (watch == null || watch.drain()) {
      drained.tryComplete();
    }
  }

  int port() {
    var running = server;
    return running == null ? -1 : running.actualPort();
  }
}
