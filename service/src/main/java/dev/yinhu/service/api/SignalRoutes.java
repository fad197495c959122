package dev.yinhu.service.api;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.accessaudit.signal.SignalBook;
import dev.yinhu.accessaudit.signal.SignalRule;
import dev.yinhu.service.callers.Role;
import dev.yinhu.service.http.Answer;
import dev.yinhu.service.http.Exchange;
import dev.yinhu.service.http.JsonBody;
import dev.yinhu.service.http.Problem;
import dev.yinhu.service.http.ProblemException;
import dev.yinhu.service.http.Route;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Early signals: rules for staff, decisions about them for the data protection officer. */
public final class SignalRoutes {
  private static final Set<Role> READERS = EnumSet.of(Role.DPO, Role.AUDITOR);
  private static final Set<Role> DECIDERS = EnumSet.of(Role.DPO);
  private static final String SIGNALS = "/v1/audit/signals";
  private static final String EXCEPTIONS = SIGNALS + "/exceptions";
  private static final JsonBody<SignalBody.Mode> MODE = JsonBody.of(SignalBody.Mode.class);
  private static final JsonBody<SignalBody.Except> EXCEPT = JsonBody.of(SignalBody.Except.class);

  record Switched(String rule, String mode) {}

  private final SignalBook book;
  private final AdminChanges changes;
  private final FreeText texts;

  private SignalRoutes(SignalBook book, AdminChanges changes, FreeText texts) {
    this.book = book;
    this.changes = changes;
    this.texts = texts;
  }

  /** The routes; {@code texts} looks into reasons. */
  public static List<Route> of(SignalBook book, AdminChanges changes, FreeText texts) {
    SignalRoutes routes = new SignalRoutes(book, changes, texts);
    return List.of(
        Route.guarded(HttpMethod.GET, SIGNALS, READERS, routes::rules),
        Route.guarded(HttpMethod.POST, SIGNALS + "/{rule}/mode", DECIDERS, routes::setMode),
        Route.guarded(HttpMethod.GET, EXCEPTIONS, READERS, routes::exceptions),
        Route.guarded(HttpMethod.POST, EXCEPTIONS, DECIDERS, routes::except),
        Route.guarded(HttpMethod.DELETE, EXCEPTIONS + "/{id}", DECIDERS, routes::endException));
  }

  private Future<Answer> rules(Exchange exchange) {
    return exchange.blocking(() -> Answer.json(SignalView.rules(book)));
  }

  private Future<Answer> setMode(Exchange exchange) {
    SignalRule rule =
        SignalRule.of(exchange.pathParameter("rule"))
            .orElseThrow(() -> missing("There is no such rule."));
    SignalBody.Mode body = exchange.json(MODE);
    return decide(
        exchange, desk -> new Switched(rule.code(), desk.setMode(rule, body.wanted()).word()));
  }

  private Future<Answer> exceptions(Exchange exchange) {
    return exchange.blocking(() -> Answer.json(SignalView.exceptions(book.jobs())));
  }

  private Future<Answer> except(Exchange exchange) {
    SignalBody.Except body = exchange.json(EXCEPT);
    return decide(
        exchange,
        desk ->
            SignalView.exception(
                desk.except(
                    SignalBody.rule(body.rule()),
                    SignalBody.caller(body.caller()),
                    SignalBody.actor(body.actor()),
                    SignalBody.time(body.from(), "from"),
                    SignalBody.time(body.until(), "until"),
                    why(body.reason()))));
  }

  private Reason why(@Nullable String reason) {
    texts.check("reason", reason);
    return SignalBody.why(reason);
  }

  private Future<Answer> endException(Exchange exchange) {
    long id = number(exchange.pathParameter("id"));
    return decide(
        exchange,
        desk ->
            desk.endException(id)
                .map(SignalView::exception)
                .orElseThrow(() -> missing("There is no exception of this number.")));
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw missing("There is no exception of this number.");
    }
  }

  private Future<Answer> decide(Exchange exchange, Function<SignalDesk, Object> work) {
    SignalDesk desk = new SignalDesk(book, changes, exchange.caller().name(), exchange.requestId());
    Callable<Answer> call = () -> Answer.json(allowed(() -> work.apply(desk)));
    return exchange.blocking(call);
  }

  private static Object allowed(Supplier<Object> work) {
    try {
      return work.get();
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          Problem.INVALID_REQUEST, "Nothing was changed: " + e.getMessage() + ".");
    }
  }

  private static ProblemException missing(String detail) {
    return new ProblemException(Problem.NOT_FOUND, detail);
  }
}
