package dev.yinhu.service.api;

import dev.yinhu.fieldaccess.FieldAccess;
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

/** Blind indexes: what to store for a value, and what to ask for to find it. */
public final class IndexRoutes {
  private static final Set<Role> CALLERS = EnumSet.of(Role.SERVICE, Role.DPO);
  private static final JsonBody<IndexBody> INDEX = JsonBody.of(IndexBody.class);

  private final FieldAccess access;
  private final BatchAnswers answers;

  private IndexRoutes(FieldAccess access, int mostItems, FreeText texts) {
    this.access = access;
    this.answers = new BatchAnswers(mostItems, texts);
  }

  /**
   * The routes.
   *
   * @param mostItems bounds a batch, at most {@link FieldAccess#MAX_ITEMS}
   * @param texts looks into reasons
   */
  public static List<Route> of(FieldAccess access, int mostItems, FreeText texts) {
    IndexRoutes routes = new IndexRoutes(access, mostItems, texts);
    return List.of(Route.guarded(HttpMethod.POST, "/v1/index", CALLERS, routes::index));
  }

  private Future<Answer> index(Exchange exchange) {
    IndexBody body = exchange.json(INDEX);
    answers.checkSize(body.items().size());
    return answers.of(
        exchange,
        body,
        () ->
            BatchAnswers.of(
                exchange,
                access.index(BatchAnswers.requester(exchange, body), body.asked(), body.toIndex()),
                body.references(),
                "index"));
  }
}
