package dev.yinhu.service.api;

import dev.yinhu.fieldaccess.Access;
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

/**
 * Encrypt, decrypt, rewrap and mask. A request whose subjects' keys are cached stays on the event
 * loop; any other reads them on a virtual thread first.
 */
public final class FieldRoutes {
  private static final Set<Role> CALLERS = EnumSet.of(Role.SERVICE, Role.DPO);
  private static final JsonBody<SealBody> SEAL = JsonBody.of(SealBody.class);
  private static final JsonBody<OpenBody> OPEN = JsonBody.of(OpenBody.class);

  private static final JsonBody<RewrapBody> REWRAP = JsonBody.of(RewrapBody.class);

  private final FieldAccess access;
  private final BatchAnswers answers;

  private FieldRoutes(FieldAccess access, int mostItems, FreeText texts) {
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
    FieldRoutes routes = new FieldRoutes(access, mostItems, texts);
    return List.of(
        Route.guarded(HttpMethod.POST, "/v1/encrypt", CALLERS, routes::encrypt),
        Route.guarded(HttpMethod.POST, "/v1/decrypt", CALLERS, routes::decrypt),
        Route.guarded(HttpMethod.POST, "/v1/rewrap", CALLERS, routes::rewrap),
        Route.guarded(HttpMethod.POST, "/v1/mask", CALLERS, routes::mask));
  }

  private Future<Answer> encrypt(Exchange exchange) {
    SealBody body = exchange.json(SEAL);
    answers.checkSize(body.items().size());
    return answers.of(
        exchange,
        body,
        () ->
            BatchAnswers.of(
                exchange,
                access.encrypt(BatchAnswers.requester(exchange, body), body.toSeal()),
                body.references(),
                "ciphertext"));
  }

  private Future<Answer> decrypt(Exchange exchange) {
    OpenBody body = exchange.json(OPEN);
    answers.checkSize(body.items().size());
    return answers.of(
        exchange,
        body,
        () -> BatchAnswers.of(exchange, opening(exchange, body), body.references(), "value"));
  }

  private Access opening(Exchange exchange, OpenBody body) {
    return access.decrypt(
        BatchAnswers.requester(exchange, body), body.asked(), body.disclosure(), body.toOpen());
  }

  private Future<Answer> rewrap(Exchange exchange) {
    RewrapBody body = exchange.json(REWRAP);
    answers.checkSize(body.items().size());
    return answers.of(exchange, body, () -> rewrapped(exchange, body));
  }

  private Future<Answer> rewrapped(Exchange exchange, RewrapBody body) {
    Access rewrapping = access.rewrap(BatchAnswers.requester(exchange, body), body.toOpen());
    return BatchAnswers.done(exchange, rewrapping)
        .map(result ->
            Answer.json(BatchJson.rewrapped(result, body.references(), body.ciphertexts())));
  }

  private Future<Answer> mask(Exchange exchange) {
    SealBody body = exchange.json(SEAL);
    answers.checkSize(body.items().size());
    return answers.of(
        exchange,
        body,
        () ->
            BatchAnswers.of(
                exchange,
                access.mask(BatchAnswers.requester(exchange, body), body.toSeal()),
                body.references(),
                "value"));
  }
}
