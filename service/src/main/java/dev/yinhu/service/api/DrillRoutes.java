package dev.yinhu.service.api;

import dev.yinhu.breachresponse.drill.Drill;
import dev.yinhu.breachresponse.drill.Drills;
import dev.yinhu.breachresponse.drill.Inject;
import dev.yinhu.breachresponse.drill.Scenario;
import dev.yinhu.breachresponse.drill.ScoreCard;
import dev.yinhu.breachresponse.jurisdiction.Wording;
import dev.yinhu.service.http.Answer;
import dev.yinhu.service.http.Exchange;
import dev.yinhu.service.http.JsonBody;
import dev.yinhu.service.http.Problem;
import dev.yinhu.service.http.ProblemException;
import dev.yinhu.service.http.Route;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Drills: begun, looked at, stopped. */
public final class DrillRoutes {
  private static final String DRILLS = "/v1/drills";
  private static final String ONE = DRILLS + "/{number}";
  private static final JsonBody<DrillBody> BODY = JsonBody.of(DrillBody.class);

  private final Drills drills;

  private DrillRoutes(Drills drills) {
    this.drills = drills;
  }

  /** The routes. */
  public static List<Route> of(Drills drills) {
    DrillRoutes routes = new DrillRoutes(drills);
    return List.of(
        Route.guarded(HttpMethod.POST, DRILLS, IncidentRoutes.DOERS, routes::begin),
        Route.guarded(HttpMethod.GET, DRILLS, IncidentRoutes.READERS, routes::list),
        Route.guarded(HttpMethod.GET, ONE, IncidentRoutes.READERS, routes::show),
        Route.guarded(HttpMethod.POST, ONE + "/stop", IncidentRoutes.DOERS, routes::stop));
  }

  private Future<Answer> begin(Exchange exchange) {
    DrillBody body = exchange.json(BODY);
    var order = IncidentRoutes.order(exchange);
    return exchange.blocking(() ->
        Answer.json(
            201, BreachJson.tree(drills.begin(body.scenario(), body.pace(), body.pilot(), order))));
  }

  /** A scenario as those who practise may see it: without what leaks. */
  public record Offered(
      String key,
      Wording title,
      Wording story,
      String source,
      Duration length,
      Map<String, Duration> targets) {
    /** Of a scenario. */
    public static Offered of(Scenario scenario) {
      Map<String, Duration> targets =
          scenario.targets().entrySet().stream()
              .collect(
                  Collectors.toMap(
                      each -> each.getKey().wire(),
                      Map.Entry::getValue,
                      (a, _) -> a,
                      TreeMap::new));
      return new Offered(
          scenario.key(),
          scenario.title(),
          scenario.story(),
          scenario.source(),
          scenario.length(),
          targets);
    }
  }

  private record All(List<Drill> drills, List<Offered> scenarios) {}

  private Future<Answer> list(Exchange exchange) {
    var _ = exchange.query(Set.of());
    return exchange.blocking(() ->
        BreachJson.answer(
            new All(drills.list(), drills.scenarios().all().stream().map(Offered::of).toList())));
  }

  private record Scored(int points, int of, List<ScoreCard.Line> lines) {
    static Scored of(ScoreCard card) {
      return new Scored(card.points(), card.of(), card.lines());
    }
  }

  private record EarlierView(long number, String sha256, Scored score) {}

  /** A drill with what happened and what it was worth. */
  public record Whole(
      Drill drill, List<Inject> happened, Optional<Scored> score, List<EarlierView> earlier) {
    /** Of the drill of that number. */
    public static Whole of(Drills drills, long number) {
      return new Whole(
          drills.find(number),
          drills.happened(number),
          drills.score(number).map(Scored::of),
          drills.earlier(number).stream()
              .map(each ->
                  new EarlierView(
                      each.drill().number(), each.drill().sha256(), Scored.of(each.score())))
              .toList());
    }
  }

  private Future<Answer> show(Exchange exchange) {
    long number = number(exchange);
    return exchange.blocking(() -> BreachJson.answer(Whole.of(drills, number)));
  }

  private Future<Answer> stop(Exchange exchange) {
    long number = number(exchange);
    var order = IncidentRoutes.order(exchange);
    return exchange.blocking(() -> {
      var _ = drills.stop(number, order);
      return BreachJson.answer(Whole.of(drills, number));
    });
  }

  private static long number(Exchange exchange) {
    try {
      return Long.parseLong(exchange.pathParameter("number"));
    } catch (NumberFormatException e) {
      throw new ProblemException(Problem.NOT_FOUND, "There is no drill of this number.");
    }
  }
}
