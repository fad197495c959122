package dev.yinhu.service.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The open routes that every node has: life, readiness, meters and the description of the API. */
public final class StandardRoutes {

  private static final Answer ALIVE = Answer.json(Map.of("status", "ok"));
  private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private StandardRoutes() {}

  /**
   * Makes the routes.
   *
   * @param metrics absent when {@code metrics.enabled} is false
   */
  public static List<Route> of(
      List<ReadinessCheck> checks, Draining draining, Optional<ServiceMetrics> metrics) {
    var readiness = new Readiness(checks, draining);
    var routes = new ArrayList<Route>();
    routes.add(Route.open(HttpMethod.GET, "/healthz", _ -> Future.succeededFuture(ALIVE)));
    routes.add(
        Route.open(
            HttpMethod.GET,
            "/readyz",
            exchange -> exchange.blocking(() -> answer(readiness.report()))));
    routes.add(
        Route.open(
            HttpMethod.GET,
            "/openapi.json",
            exchange -> exchange.blocking(() -> Answer.json(OpenApi.json()))));
    metrics.ifPresent(meters ->
        routes.add(
            Route.open(
                HttpMethod.GET,
                "/metrics",
                exchange -> exchange.blocking(() -> prometheus(meters)))));
    return List.copyOf(routes);
  }

  private static Answer answer(Readiness.Report report) {
    return Answer.json(report.isReady() ? 200 : 503, report);
  }

  private static Answer prometheus(ServiceMetrics metrics) {
    return new Answer(200, PROMETHEUS_TEXT, Buffer.buffer(metrics.text()), List.of());
  }
}
