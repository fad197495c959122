package dev.yinhu.service.api;

import dev.yinhu.fieldaccess.Access;
import dev.yinhu.fieldaccess.BatchResult;
import dev.yinhu.fieldaccess.FieldAccess;
import dev.yinhu.fieldaccess.Requester;
import dev.yinhu.service.callers.Role;
import dev.yinhu.service.http.Answer;
import dev.yinhu.service.http.Exchange;
import dev.yinhu.service.http.JsonBody;
import dev.yinhu.service.http.Problem;
import dev.yinhu.service.http.ProblemException;
import dev.yinhu.service.http.Route;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
  private final int mostItems;

  private FieldRoutes(FieldAccess access, int mostItems) {
    this.access = access;
    this.mostItems = Math.min(mostItems, FieldAccess.MAX_ITEMS);
  }

  /** The routes; {@code mostItems} bounds a batch, at most {@link FieldAccess#MAX_ITEMS}. */
  public static List<Route> of(FieldAccess access, int mostItems) {
    FieldRoutes routes = new FieldRoutes(access, mostItems);
    return List.of(
        Route.guarded(HttpMethod.POST, "/v1/encrypt", CALLERS, routes::encrypt),
        Route.guarded(HttpMethod.POST, "/v1/decrypt", CALLERS, routes::decrypt),
        Route.guarded(HttpMethod.POST, "/v1/rewrap", CALLERS, routes::rewrap),
        Route.guarded(HttpMethod.POST, "/v1/mask", CALLERS, routes::mask));
  }

  private Future<Answer> encrypt(Exchange exchange) {
    SealBody body = exchange.json(SEAL);
    checkSize(body.items().size());
    Access sealing = access.encrypt(requester(exchange), body.toSeal());
    return answer(exchange, sealing, body.references(), "ciphertext");
  }

  private Future<Answer> decrypt(Exchange exchange) {
    OpenBody body = exchange.json(OPEN);
    checkSize(body.items().size());
    Access opening =
        access.decrypt(requester(exchange), body.asked(), body.disclosure(), body.toOpen());
    return answer(exchange, opening, body.references(), "value");
  }

  private Future<Answer> rewrap(Exchange exchange) {
    RewrapBody body = exchange.json(REWRAP);
    checkSize(body.items().size());
    Access rewrapping = access.rewrap(requester(exchange), body.toOpen());
    return done(exchange, rewrapping)
        .map(result ->
            Answer.json(BatchJson.rewrapped(result, body.references(), body.ciphertexts())));
  }

  private Future<Answer> mask(Exchange exchange) {
    SealBody body = exchange.json(SEAL);
    checkSize(body.items().size());
    Access masking = access.mask(requester(exchange), body.toSeal());
    return answer(exchange, masking, body.references(), "value");
  }

  private void checkSize(int items) {
    if (items == 0) {
      throw new ProblemException(
          Problem.INVALID_REQUEST, "/items: expected 1 to " + mostItems + " items.");
    }
    if (items > mostItems) {
      throw new ProblemException(
          Problem.TOO_MANY_ITEMS, "At most " + mostItems + " items; split the batch.");
    }
  }

  private static Requester requester(Exchange exchange) {
    return new Requester(exchange.caller().inRegister(), exchange.requestId());
  }

  private static Future<Answer> answer(
      Exchange exchange, Access access, List<@Nullable String> references, String member) {
    return done(exchange, access).map(result -> answer(result, references, member));
  }

  private static Future<BatchResult> done(Exchange exchange, Access access) {
    if (!access.needsStore()) {
      return exchange.whenDone(access.finish());
    }
    return exchange
        .blocking(() -> {
          access.load();
          return access;
        })
        .compose(loaded -> exchange.whenDone(loaded.finish()));
  }

  private static Answer answer(
      BatchResult result, List<@Nullable String> references, String member) {
    if (result.allLimited()) {
      throw ProblemException.passing(
          Problem.LIMIT_EXCEEDED,
          "The caller's limit for this purpose is used up.",
          result.retryAfter().orElse(Duration.ofSeconds(1)));
    }
    return Answer.json(BatchJson.write(result, references, member));
  }
}
