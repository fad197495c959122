package dev.yinhu.service.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.Order;
import dev.yinhu.breachresponse.containment.Containment;
import dev.yinhu.breachresponse.containment.Containments;
import dev.yinhu.service.http.Answer;
import dev.yinhu.service.http.Exchange;
import dev.yinhu.service.http.JsonBody;
import dev.yinhu.service.http.Problem;
import dev.yinhu.service.http.ProblemException;
import dev.yinhu.service.http.Route;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What holds an incident back: begun, shown with its effect, lifted. */
public final class ActionRoutes {
  private static final String ACTIONS = IncidentRoutes.ONE + "/actions";
  private static final JsonBody<ActionBody> BEGIN = JsonBody.of(ActionBody.class);
  private static final JsonBody<IncidentBody.Why> WHY = JsonBody.of(IncidentBody.Why.class);

  private final IncidentDesk incidents;
  private final Containments containments;
  private final FreeText texts;

  private ActionRoutes(IncidentDesk incidents, Containments containments, FreeText texts) {
    this.incidents = incidents;
    this.containments = containments;
    this.texts = texts;
  }

  /**
   * One measure.
   *
   * @param refused how many requests it refused so far
   */
  private record View(
      long id,
      String kind,
      String target,
      @Nullable Long daily,
      String reason,
      @JsonProperty("started_at") String startedAt,
      @JsonProperty("started_by") String startedBy,
      @Nullable String until,
      boolean active,
      @JsonProperty("lifted_at") @Nullable String liftedAt,
      @JsonProperty("lifted_by") @Nullable String liftedBy,
      long refused) {}

  private record Views(List<View> actions, @Nullable String unnecessary) {}

  /** The routes; {@code texts} looks into what people write. */
  public static List<Route> of(IncidentDesk incidents, Containments containments, FreeText texts) {
    ActionRoutes routes = new ActionRoutes(incidents, containments, texts);
    return List.of(
        Route.guarded(HttpMethod.GET, ACTIONS, IncidentRoutes.READERS, routes::list),
        Route.guarded(HttpMethod.POST, ACTIONS, IncidentRoutes.DOERS, routes::begin),
        Route.guarded(
            HttpMethod.POST, ACTIONS + "/unnecessary", IncidentRoutes.DOERS, routes::unnecessary),
        Route.guarded(
            HttpMethod.POST, ACTIONS + "/{item}/lift", IncidentRoutes.DOERS, routes::lift));
  }

  private Future<Answer> list(Exchange exchange) {
    IncidentId id = IncidentRoutes.id(exchange);
    var _ = exchange.query(Set.of());
    return exchange.blocking(() -> Answer.json(all(id)));
  }

  private Views all(IncidentId id) {
    var _ = incidents.known(id);
    return new Views(
        containments.of(id).stream().map(this::view).toList(),
        containments.unnecessary(id).map(why -> why.text()).orElse(null));
  }

  private View view(Containment of) {
    return new View(
        of.number(),
        of.measure().kind().wire(),
        of.measure().target(),
        of.measure().daily().isPresent() ? of.measure().daily().getAsLong() : null,
        of.reason().text(),
        of.startedAt().toString(),
        of.startedBy(),
        of.until().map(Instant::toString).orElse(null),
        of.isActive(incidents.clock().instant()),
        of.lifted().map(lifted -> lifted.at().toString()).orElse(null),
        of.lifted().map(Containment.Lifted::by).orElse(null),
        containments.effect(of).refused());
  }

  private Future<Answer> begin(Exchange exchange) {
    IncidentId id = IncidentRoutes.id(exchange);
    ActionBody body = exchange.json(BEGIN);
    Order order = IncidentRoutes.order(exchange);
    return exchange.blocking(() -> {
      texts.check("reason", body.reason());
      var _ = incidents.known(id);
      return Answer.json(
          201,
          view(
              containments.begin(
                  id,
                  body.measure(),
                  IncidentBody.reasonOf(body.reason(), "reason"),
                  body.end(),
                  order)));
    });
  }

  private Future<Answer> unnecessary(Exchange exchange) {
    IncidentId id = IncidentRoutes.id(exchange);
    IncidentBody.Why body = exchange.json(WHY);
    Order order = IncidentRoutes.order(exchange);
    return exchange.blocking(() -> {
      texts.check("reason", body.reason());
      var _ = incidents.known(id);
      containments.declareUnnecessary(id, body.why(), order);
      return Answer.json(all(id));
    });
  }

  private Future<Answer> lift(Exchange exchange) {
    IncidentId id = IncidentRoutes.id(exchange);
    long number = IncidentWorkRoutes.item(exchange);
    Order order = IncidentRoutes.order(exchange);
    return exchange.blocking(() -> {
      if (containments.of(id).stream().noneMatch(each -> each.number() == number)) {
        throw new ProblemException(Problem.NOT_FOUND, "The incident has no such action.");
      }
      return Answer.json(view(containments.lift(number, order)));
    });
  }
}
