package dev.yinhu.service.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.yinhu.register.FieldRef;
import dev.yinhu.service.callers.Role;
import dev.yinhu.service.http.Answer;
import dev.yinhu.service.http.Exchange;
import dev.yinhu.service.http.Problem;
import dev.yinhu.service.http.ProblemException;
import dev.yinhu.service.http.Route;
import dev.yinhu.subjectrights.restriction.Restriction;
import dev.yinhu.subjectrights.restriction.Restrictions;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What people had restricted, and lifting it. */
public final class RestrictionRoutes {
  private static final String RESTRICTIONS = "/v1/restrictions";
  private static final Set<Role> READERS = EnumSet.of(Role.DPO, Role.AUDITOR);
  private static final Set<Role> LIFTERS = EnumSet.of(Role.DPO);

  private final Restrictions restrictions;

  private RestrictionRoutes(Restrictions restrictions) {
    this.restrictions = restrictions;
  }

  private record View(
      long id,
      String person,
      @Nullable String field,
      String request,
      @JsonProperty("placed_at") String placedAt) {
    static View of(Restriction known) {
      return new View(
          known.id(),
          known.subject(),
          known.field().map(FieldRef::text).orElse(null),
          known.caseId().text(),
          known.placed().toString());
    }
  }

  private record InForce(List<View> restrictions) {}

  private record Lifted(long id) {}

  /** The routes. */
  public static List<Route> of(Restrictions restrictions) {
    RestrictionRoutes routes = new RestrictionRoutes(restrictions);
    return List.of(
        Route.guarded(HttpMethod.GET, RESTRICTIONS, READERS, routes::list),
        Route.guarded(HttpMethod.POST, RESTRICTIONS + "/{id}/lift", LIFTERS, routes::lift));
  }

  private Future<Answer> list(Exchange exchange) {
    var _ = exchange.query(Set.of());
    return exchange.blocking(
        () -> Answer.json(new InForce(restrictions.inForce().stream().map(View::of).toList())));
  }

  private Future<Answer> lift(Exchange exchange) {
    long id = number(exchange.pathParameter("id"));
    Restrictions.Order order =
        new Restrictions.Order(exchange.caller().name(), exchange.requestId());
    return exchange.blocking(() -> {
      restrictions.lift(id, order);
      return Answer.json(new Lifted(id));
    });
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new ProblemException(Problem.NOT_FOUND, "There is no restriction with this number.");
    }
  }
}
