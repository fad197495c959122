package dev.yinhu.service.api;

import dev.yinhu.service.callers.Caller;
import dev.yinhu.service.callers.Role;
import dev.yinhu.service.http.Answer;
import dev.yinhu.service.http.Exchange;
import dev.yinhu.service.http.JsonBody;
import dev.yinhu.service.http.Problem;
import dev.yinhu.service.http.ProblemException;
import dev.yinhu.service.http.Route;
import dev.yinhu.subjectrights.CaseId;
import dev.yinhu.subjectrights.cases.Case;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Proof of who asks: codes and tokens for a request, stops by those who were told of it. Answers
 * are the same for a request that there is not, or that is another caller's, and come before the
 * proof is looked at.
 */
public final class ProofRoutes {
  private static final String REQUESTS = "/v1/requests";
  private static final String ONE = REQUESTS + "/{id}";
  private static final Set<Role> BRINGERS = EnumSet.of(Role.SERVICE, Role.DPO);
  private static final JsonBody<ProofBody> PROOF = JsonBody.of(ProofBody.class);
  private static final JsonBody<StopBody> STOP = JsonBody.of(StopBody.class);

  private final CaseDesk desk;
  private final ProofDesk proof;

  private ProofRoutes(CaseDesk desk, ProofDesk proof) {
    this.desk = desk;
    this.proof = proof;
  }

  private record Taken(boolean taken) {}

  private record Stop(String stops, boolean stopped) {}

  /** The routes. */
  public static List<Route> of(CaseDesk desk, ProofDesk proof) {
    ProofRoutes routes = new ProofRoutes(desk, proof);
    return List.of(
        Route.guarded(HttpMethod.POST, ONE + "/verify", BRINGERS, routes::verify),
        Route.guarded(HttpMethod.POST, ONE + "/code", BRINGERS, routes::code),
        Route.guarded(HttpMethod.POST, REQUESTS + "/stop", BRINGERS, routes::stop));
  }

  private Future<Answer> verify(Exchange exchange) {
    boolean staff = exchange.caller().role() == Role.DPO;
    if (exchange.body().length() == 0 && !staff) {
      throw new ProblemException(
          Problem.WRONG_ROLE, "Without code and token this is for the data protection officer.");
    }
    ProofBody body = body(exchange);
    if (!body.isEmpty()) {
      return taken(exchange, body, (id, source) -> prove(id, body, source));
    }
    if (!staff) {
      throw new ProblemException(
          Problem.INVALID_REQUEST,
          "Send the code that a contact was sent, or a token in vouching.");
    }
    return byHand(exchange);
  }

  private void prove(CaseId id, ProofBody body, String source) {
    @Nullable String code = body.code();
    @Nullable String token = body.vouching();
    if (code != null) {
      proof.confirm(id, code, source);
    } else if (token != null) {
      proof.vouch(id, token, source);
    }
  }

  private Future<Answer> byHand(Exchange exchange) {
    String id = exchange.pathParameter("id");
    Caller caller = exchange.caller();
    CaseDesk own = own(exchange);
    return exchange.blocking(() -> {
      Case known = CaseRoutes.visible(own, id, caller);
      return Answer.json(own.view(own.verified(known.id(), "by-hand"), true));
    });
  }

  private Future<Answer> code(Exchange exchange) {
    ProofBody body = body(exchange);
    if (!body.isEmpty()) {
      throw new ProblemException(Problem.INVALID_REQUEST, "Nothing but a source belongs here.");
    }
    return taken(exchange, body, proof::sendCode);
  }

  private static ProofBody body(Exchange exchange) {
    return exchange.body().length() == 0 ? new ProofBody(null, null, null) : exchange.json(PROOF);
  }

  /** A try on a case of the caller's. */
  @FunctionalInterface
  private interface Trying {
    void go(CaseId id, String source);
  }

  private Future<Answer> taken(Exchange exchange, ProofBody body, Trying trying) {
    CaseId id = id(exchange.pathParameter("id"));
    Caller caller = exchange.caller();
    String source = ProofDesk.source(body.source(), caller, id);
    CaseDesk own = own(exchange);
    return exchange.blocking(() -> {
      boolean mine =
          own.find(id.text())
              .filter(known -> CaseRoutes.inside(caller) || known.openedBy().equals(caller.name()))
              .isPresent();
      if (mine) {
        trying.go(id, source);
      } else {
        proof.turnAway(id, source);
      }
      return Answer.json(202, new Taken(true));
    });
  }

  /** What has not even the form of a name is none. */
  private static CaseId id(String text) {
    try {
      return new CaseId(text);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(Problem.NOT_FOUND, "There is no request with this id.");
    }
  }

  private Future<Answer> stop(Exchange exchange) {
    StopBody body = exchange.json(STOP);
    String from = exchange.caller().name() + " ";
    Optional<String> source = Optional.ofNullable(body.source()).map(from::concat);
    CaseDesk own = own(exchange);
    return exchange.blocking(() -> {
      Case known =
          proof
              .stoppable(body.text(), source)
              .flatMap(id -> own.find(id.text()))
              .orElseThrow(() ->
                  new ProblemException(
                      Problem.NOT_FOUND, "The stop code is unknown, used, or its time is over."));
      if (body.isConfirmed()) {
        own.stopped(known.id(), () -> proof.stop(body.text()));
      }
      return Answer.json(new Stop(known.type().wire(), body.isConfirmed()));
    });
  }

  private CaseDesk own(Exchange exchange) {
    return desk.as(exchange.caller().name(), exchange.requestId());
  }
}
