package dev.yinhu.service.api;

import dev.yinhu.breachresponse.indicator.IncidentFigures;
import dev.yinhu.service.http.Answer;
import dev.yinhu.service.http.Exchange;
import dev.yinhu.service.http.QueryParameters;
import dev.yinhu.service.http.Route;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Figures of how incidents are handled. Comes before the routes of single incidents. */
public final class IncidentFigureRoutes {
  /** The time that figures are of when nobody names one. */
  public static final Duration USUAL = Duration.ofDays(365);

  private final IncidentFigures figures;
  private final InstantSource clock;

  private IncidentFigureRoutes(IncidentFigures figures, InstantSource clock) {
    this.figures = figures;
    this.clock = clock;
  }

  /** The route. */
  public static List<Route> of(IncidentFigures figures, InstantSource clock) {
    IncidentFigureRoutes routes = new IncidentFigureRoutes(figures, clock);
    return List.of(
        Route.guarded(
            HttpMethod.GET, "/v1/incidents/indicators", IncidentRoutes.READERS, routes::between));
  }

  private Future<Answer> between(Exchange exchange) {
    QueryParameters asked = exchange.query(Set.of("from", "to"));
    Instant to = instant(asked, "to").orElseGet(clock::instant);
    Instant from = instant(asked, "from").orElseGet(() -> to.minus(USUAL));
    return exchange.blocking(() -> Answer.json(IndicatorView.of(figures.between(from, to))));
  }

  private static Optional<Instant> instant(QueryParameters asked, String name) {
    try {
      return asked.get(name).map(Instant::parse);
    } catch (DateTimeParseException e) {
      throw QueryParameters.expected(name, "an instant such as 2026-03-01T00:00:00Z");
    }
  }
}
