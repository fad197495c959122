package dev.yinhu.service.api;

import dev.yinhu.register.SubjectId;
import dev.yinhu.service.callers.Role;
import dev.yinhu.service.http.Answer;
import dev.yinhu.service.http.Exchange;
import dev.yinhu.service.http.JsonBody;
import dev.yinhu.service.http.Problem;
import dev.yinhu.service.http.ProblemException;
import dev.yinhu.service.http.Route;
import dev.yinhu.subjectrights.erasure.LegalHold;
import dev.yinhu.subjectrights.erasure.LegalHolds;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Legal holds over people's data: deletions wait that would touch what they keep. */
public final class LegalHoldRoutes {
  private static final String HOLDS = "/v1/legal-holds";
  private static final Set<Role> READERS = EnumSet.of(Role.DPO, Role.AUDITOR, Role.ADMIN);
  private static final Set<Role> HOLDERS = EnumSet.of(Role.DPO);
  private static final JsonBody<LegalHoldBody> BODY = JsonBody.of(LegalHoldBody.class);

  private final LegalHolds holds;
  private final Function<SubjectId, String> references;
  private final InstantSource clock;
  private final ZoneId zone;

  private LegalHoldRoutes(
      LegalHolds holds, Function<SubjectId, String> references, InstantSource clock, ZoneId zone) {
    this.holds = holds;
    this.references = references;
    this.clock = clock;
    this.zone = zone;
  }

  private record Holds(List<LegalHoldView> holds) {}

  private record Placed(long id) {}

  /**
   * The routes.
   *
   * @param references of people in the access log; blocks
   * @param zone whose days count
   */
  public static List<Route> of(
      LegalHolds holds, Function<SubjectId, String> references, InstantSource clock, ZoneId zone) {
    LegalHoldRoutes routes = new LegalHoldRoutes(holds, references, clock, zone);
    return List.of(
        Route.guarded(HttpMethod.GET, HOLDS, READERS, routes::list),
        Route.guarded(HttpMethod.POST, HOLDS, HOLDERS, routes::place),
        Route.guarded(HttpMethod.POST, HOLDS + "/{id}/lift", HOLDERS, routes::lift));
  }

  private Future<Answer> list(Exchange exchange) {
    var _ = exchange.query(Set.of());
    return exchange.blocking(() -> {
      List<LegalHold> inForce = holds.inForce(LocalDate.ofInstant(clock.instant(), zone));
      return Answer.json(new Holds(inForce.stream().map(LegalHoldView::of).toList()));
    });
  }

  private Future<Answer> place(Exchange exchange) {
    LegalHoldBody body = exchange.json(BODY);
    LegalHolds.Order order = order(exchange);
    return exchange.blocking(() -> {
      try {
        long id = holds.place(body.scope(references), body.code(), body.day(), order);
        return Answer.json(201, new Placed(id));
      } catch (IllegalArgumentException e) {
        throw new ProblemException(
            Problem.INVALID_REQUEST,
            "The reason of a hold is a code or the number of a file: letters, digits and"
                + " . _ : + / = * -");
      }
    });
  }

  private Future<Answer> lift(Exchange exchange) {
    long id = number(exchange.pathParameter("id"));
    LegalHolds.Order order = order(exchange);
    return exchange.blocking(() -> {
      holds.lift(id, order);
      return Answer.json(new Placed(id));
    });
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new ProblemException(Problem.NOT_FOUND, "There is no hold with this number.");
    }
  }

  private static LegalHolds.Order order(Exchange exchange) {
    return new LegalHolds.Order(exchange.caller().name(), exchange.requestId());
  }
}
