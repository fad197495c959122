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

/** Tokens that stand in for values: given, turned back, told from other texts. */
public final class TokenRoutes {
  private static final Set<Role> CALLERS = EnumSet.of(Role.SERVICE, Role.DPO);
  private static final JsonBody<SealBody> TOKENIZE = JsonBody.of(SealBody.class);
  private static final JsonBody<TokenBody> DETOKENIZE = JsonBody.of(TokenBody.class);
  private static final JsonBody<TokenCheckBody> CHECK = JsonBody.of(TokenCheckBody.class);

  private final FieldAccess access;
  private final BatchAnswers answers;

  private TokenRoutes(FieldAccess access, int mostItems, FreeText texts) {
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
    TokenRoutes routes = new TokenRoutes(access, mostItems, texts);
    return List.of(
        Route.guarded(HttpMethod.POST, "/v1/tokenize", CALLERS, routes::tokenize),
        Route.guarded(HttpMethod.POST, "/v1/detokenize", CALLERS, routes::detokenize),
        Route.guarded(HttpMethod.POST, "/v1/tokenize/check", CALLERS, routes::check));
  }

  private Future<Answer> tokenize(Exchange exchange) {
    SealBody body = exchange.json(TOKENIZE);
    answers.checkSize(body.items().size());
    return answers.of(
        exchange,
        body,
        () ->
            BatchAnswers.of(
                exchange,
                access.tokenize(BatchAnswers.requester(exchange, body), body.toSeal()),
                body.references(),
                "token"));
  }

  private Future<Answer> detokenize(Exchange exchange) {
    TokenBody body = exchange.json(DETOKENIZE);
    answers.checkSize(body.items().size());
    return answers.of(
        exchange,
        body,
        () ->
            BatchAnswers.of(
                exchange,
                access.detokenize(
                    BatchAnswers.requester(exchange, body),
                    body.asked(),
                    body.disclosure(),
                    body.tokens()),
                body.references(),
                "value"));
  }

  private Future<Answer> check(Exchange exchange) {
    TokenCheckBody body = exchange.json(CHECK);
    answers.checkSize(body.items().size());
    return answers.of(
        exchange,
        body,
        () ->
            BatchAnswers.of(
                exchange,
                access.checkTokens(BatchAnswers.requester(exchange, body), body.tokens()),
                body.references(),
                "token"));
  }
}
