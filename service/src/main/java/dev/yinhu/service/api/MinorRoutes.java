package dev.yinhu.service.api;

import dev.yinhu.breachresponse.Order;
import dev.yinhu.breachresponse.minor.MinorBook;
import dev.yinhu.breachresponse.minor.MinorMark;
import dev.yinhu.register.SubjectId;
import dev.yinhu.service.callers.Role;
import dev.yinhu.service.http.Answer;
import dev.yinhu.service.http.Exchange;
import dev.yinhu.service.http.JsonBody;
import dev.yinhu.service.http.Route;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What the platform tells of minors and their guardians. */
public final class MinorRoutes {
  private static final Set<Role> TELLERS = EnumSet.of(Role.SERVICE, Role.DPO, Role.ADMIN);
  private static final JsonBody<MinorBody> BODY = JsonBody.of(MinorBody.class);

  private final MinorBook minors;
  private final Function<SubjectId, String> references;

  private MinorRoutes(MinorBook minors, Function<SubjectId, String> references) {
    this.minors = minors;
    this.references = references;
  }

  private record Told(int people) {}

  /**
   * The route.
   *
   * @param references of people by the platform's ids
   */
  public static List<Route> of(MinorBook minors, Function<SubjectId, String> references) {
    MinorRoutes routes = new MinorRoutes(minors, references);
    return List.of(Route.guarded(HttpMethod.PUT, "/v1/minors", TELLERS, routes::tell));
  }

  private Future<Answer> tell(Exchange exchange) {
    MinorBody body = exchange.json(BODY);
    Order order = IncidentRoutes.order(exchange);
    return exchange.blocking(() -> {
      List<MinorMark> marks = body.marks(references);
      minors.mark(marks, order);
      return Answer.json(new Told(marks.size()));
    });
  }
}
