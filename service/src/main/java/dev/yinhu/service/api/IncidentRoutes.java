package dev.yinhu.service.api;

import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.IncidentState;
import dev.yinhu.breachresponse.Order;
import dev.yinhu.breachresponse.incident.IncidentFilter;
import dev.yinhu.service.callers.Role;
import dev.yinhu.service.http.Answer;
import dev.yinhu.service.http.Exchange;
import dev.yinhu.service.http.JsonBody;
import dev.yinhu.service.http.Problem;
import dev.yinhu.service.http.ProblemException;
import dev.yinhu.service.http.QueryParameters;
import dev.yinhu.service.http.Route;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Incidents: their states, and what is written down for them. */
public final class IncidentRoutes {
  private static final String INCIDENTS = "/v1/incidents";
  static final String ONE = INCIDENTS + "/{id}";
  static final Set<Role> READERS = EnumSet.of(Role.DPO, Role.AUDITOR, Role.ADMIN);
  static final Set<Role> DOERS = EnumSet.of(Role.DPO, Role.ADMIN);
  private static final int USUAL = 100;
  private static final JsonBody<IncidentBody.Open> OPEN = JsonBody.of(IncidentBody.Open.class);
  private static final JsonBody<IncidentBody.Advance> ADVANCE =
      JsonBody.of(IncidentBody.Advance.class);
  private static final JsonBody<IncidentBody.Why> WHY = JsonBody.of(IncidentBody.Why.class);
  private static final JsonBody<IncidentBody.Times> TIMES = JsonBody.of(IncidentBody.Times.class);
  private static final JsonBody<IncidentBody.Assign> ASSIGN =
      JsonBody.of(IncidentBody.Assign.class);

  private final IncidentDesk desk;
  private final FreeText texts;

  private IncidentRoutes(IncidentDesk desk, FreeText texts) {
    this.desk = desk;
    this.texts = texts;
  }

  private record Lines(List<IncidentView.Line> incidents) {}

  private record Timeline(List<IncidentView.TimelineView> timeline) {}

  /** The routes; {@code texts} looks into what people write. */
  public static List<Route> of(IncidentDesk desk, FreeText texts) {
    IncidentRoutes routes = new IncidentRoutes(desk, texts);
    return List.of(
        Route.guarded(HttpMethod.POST, INCIDENTS, DOERS, routes::open),
        Route.guarded(HttpMethod.GET, INCIDENTS, READERS, routes::list),
        Route.guarded(HttpMethod.GET, ONE, READERS, routes::show),
        Route.guarded(HttpMethod.GET, ONE + "/timeline", READERS, routes::timeline),
        Route.guarded(HttpMethod.POST, ONE + "/advance", DOERS, routes::advance),
        Route.guarded(HttpMethod.POST, ONE + "/close", DOERS, routes::close),
        Route.guarded(HttpMethod.POST, ONE + "/reopen", DOERS, routes::reopen),
        Route.guarded(HttpMethod.POST, ONE + "/times", DOERS, routes::times),
        Route.guarded(HttpMethod.POST, ONE + "/assign", DOERS, routes::assign));
  }

  private Future<Answer> open(Exchange exchange) {
    IncidentBody.Open body = exchange.json(OPEN);
    Order order = order(exchange);
    return exchange.blocking(() -> {
      texts.check("title", body.title());
      return Answer.json(
          201,
          IncidentView.line(
              desk.incidents().open(body.opening(order.actor(), desk.clock()), order)));
    });
  }

  private Future<Answer> list(Exchange exchange) {
    IncidentFilter filter = filter(exchange.query(Set.of("open", "state", "drill", "limit")));
    return exchange.blocking(() -> Answer.json(new Lines(desk.list(filter))));
  }

  private static IncidentFilter filter(QueryParameters asked) {
    return new IncidentFilter(
        flag(asked, "open").orElse(false),
        asked.get("state").map(IncidentRoutes::state),
        flag(asked, "drill"),
        (int) asked.number("limit", 1, IncidentFilter.MOST, USUAL));
  }

  private static Optional<Boolean> flag(QueryParameters asked, String name) {
    return asked
        .get(name)
        .map(text ->
            switch (text) {
              case "true" -> true;
              case "false" -> false;
              default -> throw QueryParameters.expected(name, "true or false");
            });
  }

  private static IncidentState state(String word) {
    try {
      return IncidentState.parse(word);
    } catch (IllegalArgumentException e) {
      throw QueryParameters.expected("state", "a state of incidents");
    }
  }

  private Future<Answer> show(Exchange exchange) {
    IncidentId id = id(exchange);
    return exchange.blocking(() -> Answer.json(desk.whole(id)));
  }

  private Future<Answer> timeline(Exchange exchange) {
    IncidentId id = id(exchange);
    return exchange.blocking(() -> Answer.json(new Timeline(desk.timeline(id))));
  }

  private Future<Answer> advance(Exchange exchange) {
    return advance(exchange, exchange.json(ADVANCE).wanted());
  }

  private Future<Answer> close(Exchange exchange) {
    return advance(exchange, IncidentState.CLOSED);
  }

  private Future<Answer> advance(Exchange exchange, IncidentState wanted) {
    IncidentId id = id(exchange);
    Order order = order(exchange);
    return exchange.blocking(
        () -> Answer.json(IncidentView.line(desk.incidents().advance(id, wanted, order))));
  }

  private Future<Answer> reopen(Exchange exchange) {
    IncidentId id = id(exchange);
    IncidentBody.Why body = exchange.json(WHY);
    Order order = order(exchange);
    return exchange.blocking(() -> {
      texts.check("reason", body.reason());
      return Answer.json(IncidentView.line(desk.incidents().reopen(id, body.why(), order)));
    });
  }

  private Future<Answer> times(Exchange exchange) {
    IncidentId id = id(exchange);
    IncidentBody.Times body = exchange.json(TIMES);
    Order order = order(exchange);
    return exchange.blocking(() -> {
      texts.check("reason", body.reason());
      return Answer.json(
          IncidentView.line(
              desk.incidents()
                  .correctTimes(
                      id, body.times(), IncidentBody.reasonOf(body.reason(), "reason"), order)));
    });
  }

  private Future<Answer> assign(Exchange exchange) {
    IncidentId id = id(exchange);
    IncidentBody.Assign body = exchange.json(ASSIGN);
    Order order = order(exchange);
    return exchange.blocking(
        () -> Answer.json(IncidentView.line(desk.incidents().assign(id, body.owner(), order))));
  }

  static IncidentId id(Exchange exchange) {
    try {
      return IncidentId.parse(exchange.pathParameter("id"));
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          Problem.NOT_FOUND, "An incident is named like INC-000042, a drill like DRILL-000042.");
    }
  }

  static Order order(Exchange exchange) {
    return new Order(exchange.caller().name(), exchange.requestId());
  }
}
