package dev.yinhu.service.http;

import dev.yinhu.service.blocking.Blocking;
import dev.yinhu.service.config.YinhuConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.random.RandomGenerator;

/** What all event loops share. Immutable. */
record EdgeSettings(
    YinhuConfig config,
    HttpParts parts,
    RouteTable table,
    MeteredRoute unmatched,
    RequestIds ids,
    Blocking transfers) {

  static EdgeSettings of(
      YinhuConfig config, HttpParts parts, RandomGenerator random, Blocking transfers) {
    var meters = parts.meters();
    var table =
        new RouteTable(
            parts.routes().stream().map(route -> new MeteredRoute(route, meters)).toList());
    return new EdgeSettings(
        config, parts, table, unmatched(meters), new RequestIds(random), transfers);
  }

  /** Counts what matched no route, whatever path and method it named. */
  private static MeteredRoute unmatched(MeterRegistry meters) {
    var route =
        Route.open(
            HttpMethod.valueOf("ANY"),
            "/unmatched",
            _ -> Future.failedFuture(new ProblemException(Problem.NOT_FOUND, "Nothing here.")));
    return new MeteredRoute(route, meters);
  }
}
