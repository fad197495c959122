package dev.yinhu.service.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.yinhu.service.callers.Role;
import dev.yinhu.service.http.Answer;
import dev.yinhu.service.http.Exchange;
import dev.yinhu.service.http.Problem;
import dev.yinhu.service.http.ProblemException;
import dev.yinhu.service.http.QueryParameters;
import dev.yinhu.service.http.Route;
import dev.yinhu.subjectrights.indicator.Figures;
import dev.yinhu.subjectrights.indicator.Frozen;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Figures of how requests are handled: of any time, and frozen ones of quarters and half-years. */
public final class FigureRoutes {
  private static final String FIGURES = "/v1/requests/indicators";
  private static final String SNAPSHOTS = FIGURES + "/snapshots";
  private static final Set<Role> READERS = EnumSet.of(Role.DPO, Role.AUDITOR, Role.ADMIN);

  private final Figures figures;
  private final InstantSource clock;

  private FigureRoutes(Figures figures, InstantSource clock) {
    this.figures = figures;
    this.clock = clock;
  }

  private record Frozens(List<One> snapshots) {}

  /** A period whose figures are frozen, as it is shown. */
  public record One(
      String period, String zone, String sha256, @JsonProperty("made_at") String madeAt) {
    /** Of what is frozen. */
    public static One of(Frozen frozen) {
      return new One(
          frozen.period().name(),
          frozen.period().zone().getId(),
          frozen.sha256(),
          frozen.madeAt().toString());
    }
  }

  /** The routes. */
  public static List<Route> of(Figures figures, InstantSource clock) {
    FigureRoutes routes = new FigureRoutes(figures, clock);
    return List.of(
        Route.guarded(HttpMethod.GET, FIGURES, READERS, routes::between),
        Route.guarded(HttpMethod.GET, SNAPSHOTS, READERS, routes::list),
        Route.guarded(HttpMethod.GET, SNAPSHOTS + "/{id}", READERS, routes::one));
  }

  private Future<Answer> between(Exchange exchange) {
    QueryParameters asked = exchange.query(Set.of("from", "to"));
    Instant from = instant(asked, "from").orElseGet(figures::quarter);
    Instant to = instant(asked, "to").orElseGet(clock::instant);
    return exchange.blocking(() -> Answer.json(Buffer.buffer(figures.between(from, to))));
  }

  private static Optional<Instant> instant(QueryParameters asked, String name) {
    try {
      return asked.get(name).map(Instant::parse);
    } catch (DateTimeParseException e) {
      throw QueryParameters.expected(name, "an instant such as 2026-03-01T00:00:00Z");
    }
  }

  private Future<Answer> list(Exchange exchange) {
    var _ = exchange.query(Set.of());
    return exchange.blocking(
        () -> Answer.json(new Frozens(figures.frozen().stream().map(One::of).toList())));
  }

  /** The very bytes that were frozen. */
  private Future<Answer> one(Exchange exchange) {
    String name = exchange.pathParameter("id");
    return exchange.blocking(() ->
        figures
            .frozen(name)
            .map(found -> Answer.json(Buffer.buffer(found.json())))
            .orElseThrow(() ->
                new ProblemException(
                    Problem.NOT_FOUND, "No figures are frozen for a period of this name.")));
  }
}
