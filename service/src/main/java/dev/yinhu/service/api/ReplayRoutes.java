package dev.yinhu.service.api;

import dev.yinhu.service.callers.Role;
import dev.yinhu.service.http.Answer;
import dev.yinhu.service.http.Exchange;
import dev.yinhu.service.http.JsonBody;
import dev.yinhu.service.http.Problem;
import dev.yinhu.service.http.ProblemException;
import dev.yinhu.service.http.Route;
import dev.yinhu.subjectrights.erasure.ReplayWish;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Erasing people again who came back with the backup of a store. */
public final class ReplayRoutes {
  private static final Set<Role> MAY = EnumSet.of(Role.DPO, Role.ADMIN);
  private static final JsonBody<ReplayBody> BODY = JsonBody.of(ReplayBody.class);

  private final CaseDesk desk;

  private ReplayRoutes(CaseDesk desk) {
    this.desk = desk;
  }

  /** The route. */
  public static List<Route> of(CaseDesk desk) {
    return List.of(
        Route.guarded(HttpMethod.POST, "/v1/requests/replay", MAY, new ReplayRoutes(desk)::replay));
  }

  private Future<Answer> replay(Exchange exchange) {
    ReplayWish wish = exchange.json(BODY).wish();
    CaseDesk own = desk.as(exchange.caller().name(), exchange.requestId());
    return exchange.blocking(() -> {
      try {
        return Answer.json(ReplayView.of(own.replay(wish)));
      } catch (IllegalArgumentException e) {
        throw new ProblemException(
            Problem.INVALID_REQUEST, "The register has no dataset of this name.");
      }
    });
  }
}
