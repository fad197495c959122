package dev.yinhu.service.api;

import dev.yinhu.service.callers.Caller;
import dev.yinhu.service.callers.Role;
import dev.yinhu.service.http.Answer;
import dev.yinhu.service.http.Exchange;
import dev.yinhu.service.http.JsonBody;
import dev.yinhu.service.http.Problem;
import dev.yinhu.service.http.ProblemException;
import dev.yinhu.service.http.QueryParameters;
import dev.yinhu.service.http.Route;
import dev.yinhu.service.http.StreamHandler;
import dev.yinhu.subjectrights.cases.Case;
import dev.yinhu.subjectrights.cases.CaseFilter;
import dev.yinhu.subjectrights.cases.CaseState;
import dev.yinhu.subjectrights.cases.CaseWish;
import dev.yinhu.subjectrights.cases.HandOutcome;
import dev.yinhu.subjectrights.clock.ExtensionReason;
import dev.yinhu.subjectrights.refusal.RefusalCode;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * The requests of people for their data. A service brings them for its signed-in users and sees
 * those it brought; the data protection officer sees and decides all.
 */
public final class CaseRoutes {
  private static final String REQUESTS = "/v1/requests";
  private static final String ONE = REQUESTS + "/{id}";
  private static final int USUAL = 100;
  private static final Set<Role> BRINGERS = EnumSet.of(Role.SERVICE, Role.DPO);
  private static final Set<Role> READERS =
      EnumSet.of(Role.SERVICE, Role.DPO, Role.AUDITOR, Role.ADMIN);
  private static final Set<Role> DECIDERS = EnumSet.of(Role.DPO);
  private static final JsonBody<CaseBody> BODY = JsonBody.of(CaseBody.class);
  private static final JsonBody<RelationBody> RELATION = JsonBody.of(RelationBody.class);
  private static final JsonBody<RefuseBody> REFUSE = JsonBody.of(RefuseBody.class);
  private static final JsonBody<HandAnswerBody> ANSWER = JsonBody.of(HandAnswerBody.class);
  private static final JsonBody<ExtendBody> EXTEND = JsonBody.of(ExtendBody.class);

  private final CaseDesk desk;

  private final ProofDesk proof;

  private CaseRoutes(CaseDesk desk, ProofDesk proof) {
    this.desk = desk;
    this.proof = proof;
  }

  private record Cases(List<CaseView> requests) {}

  /** The routes. */
  public static List<Route> of(CaseDesk desk, ProofDesk proof) {
    CaseRoutes routes = new CaseRoutes(desk, proof);
    return List.of(
        Route.guarded(HttpMethod.POST, REQUESTS, BRINGERS, routes::receive),
        Route.guarded(HttpMethod.GET, REQUESTS, READERS, routes::list),
        Route.guarded(HttpMethod.GET, ONE, READERS, routes::show),
        Route.guarded(HttpMethod.GET, ONE + "/preview", BRINGERS, routes::preview),
        Route.streaming(HttpMethod.GET, ONE + "/package", BRINGERS, routes::takePackage, _ -> 0),
        Route.guarded(HttpMethod.POST, ONE + "/passphrase", BRINGERS, routes::passphrase),
        Route.guarded(HttpMethod.GET, ONE + "/certificate", READERS, routes::certificate),
        Route.open(HttpMethod.GET, "/v1/certificate-key", routes::certificateKey),
        Route.guarded(HttpMethod.POST, ONE + "/cancel", BRINGERS, routes::cancel),
        Route.guarded(HttpMethod.POST, ONE + "/relation", DECIDERS, routes::relation),
        Route.guarded(HttpMethod.POST, ONE + "/refuse", DECIDERS, routes::refuse),
        Route.guarded(HttpMethod.POST, ONE + "/retry", DECIDERS, routes::retry),
        Route.guarded(HttpMethod.POST, ONE + "/answer", DECIDERS, routes::answer),
        Route.guarded(HttpMethod.POST, ONE + "/extend", DECIDERS, routes::extend));
  }

  private Future<Answer> receive(Exchange exchange) {
    CaseBody body = exchange.json(BODY);
    CaseWish wish = body.wish(exchange.caller().name());
    Caller caller = exchange.caller();
    CaseDesk own = own(exchange);
    return exchange.blocking(() -> {
      if (!own.isOffered(wish.type())) {
        throw new ProblemException(
            Problem.REQUEST_NOT_OFFERED,
            "Send it to the data protection officer; the register names the contact.");
      }
      if (caller.role() == Role.SERVICE) {
        proof.admit(wish.person());
      }
      Case made = own.receive(wish, body.places());
      body.wanted().ifPresent(wanted -> own.keep(made, wanted));
      return Answer.json(202, own.view(begun(own, made, wish, body, caller), inside(caller)));
    });
  }

  /** What is proven of who asks by how it comes in. */
  private Case begun(CaseDesk own, Case made, CaseWish wish, CaseBody body, Caller caller) {
    if (body.vouching() != null) {
      proof.vouch(made.id(), body.vouching(), ProofDesk.source(body.source(), caller, made.id()));
      return made;
    }
    if (caller.role() != Role.SERVICE || wish.requester().needsProof()) {
      return made;
    }
    if (CaseDesk.isVouched(wish)) {
      return own.verified(made.id(), "vouched");
    }
    proof.vouchedByCaller(made.id());
    return made;
  }

  private Future<Answer> list(Exchange exchange) {
    Caller caller = exchange.caller();
    CaseFilter filter = filter(exchange.query(Set.of("state", "open", "limit")), caller);
    CaseDesk own = own(exchange);
    return exchange.blocking(() ->
        Answer.json(
            new Cases(
                own.list(filter).stream().map(one -> own.view(one, inside(caller))).toList())));
  }

  private static CaseFilter filter(QueryParameters asked, Caller caller) {
    String open = asked.get("open").orElse("false");
    if (!open.equals("true") && !open.equals("false")) {
      throw QueryParameters.expected("open", "true or false");
    }
    return new CaseFilter(
        open.equals("true"),
        Optional.empty(),
        asked.get("state").map(CaseRoutes::state),
        inside(caller) ? Optional.empty() : Optional.of(caller.name()),
        (int) asked.number("limit", 1, CaseFilter.MOST, USUAL));
  }

  private static CaseState state(String word) {
    return CaseDesk.word(CaseState.class, word)
        .orElseThrow(() -> QueryParameters.expected("state", "a state of requests"));
  }

  private Future<Answer> show(Exchange exchange) {
    return with(exchange, (_, known) -> known);
  }

  private Future<Answer> preview(Exchange exchange) {
    return answer(exchange, (own, known) -> Answer.json(own.preview(known)));
  }

  private StreamHandler.Transfer takePackage(Exchange exchange) {
    String id = exchange.pathParameter("id");
    Caller caller = exchange.caller();
    CaseDesk own = own(exchange);
    return (_, answer) -> {
      if (!own.takePackage(visible(own, id, caller), answer)) {
        throw new ProblemException(
            Problem.NOT_FOUND, "The request has no package, not yet, or not any more.");
      }
    };
  }

  private record Told(String passphrase) {}

  private Future<Answer> passphrase(Exchange exchange) {
    return answer(
        exchange,
        (own, known) ->
            own.passphrase(known)
                .map(text -> Answer.json(new Told(text)))
                .orElseThrow(() ->
                    new ProblemException(
                        Problem.NOT_FOUND,
                        "There is no package, or its passphrase was told already: it is told"
                            + " once.")));
  }

  private Future<Answer> certificate(Exchange exchange) {
    return answer(
        exchange,
        (own, known) ->
            own.certificate(known)
                .map(Answer::text)
                .orElseThrow(() ->
                    new ProblemException(
                        Problem.NOT_FOUND, "The request has no certificate, or not yet.")));
  }

  private Future<Answer> certificateKey(Exchange exchange) {
    return exchange.blocking(() ->
        Answer.text(
            desk.certificateKeys().stream()
                .map(key -> key.text() + "\n")
                .collect(Collectors.joining())));
  }

  private Future<Answer> cancel(Exchange exchange) {
    String by = exchange.caller().role() == Role.SERVICE ? "requester" : "staff";
    return with(exchange, (own, known) -> own.cancel(known.id(), by));
  }

  private Future<Answer> relation(Exchange exchange) {
    RelationBody body = exchange.json(RELATION);
    boolean accepted = body.isAccepted();
    String code = body.word();
    return with(exchange, (own, known) -> own.related(known, accepted, code));
  }

  private Future<Answer> refuse(Exchange exchange) {
    RefusalCode code = exchange.json(REFUSE).code();
    return with(exchange, (own, known) -> own.refuse(known.id(), code));
  }

  private Future<Answer> retry(Exchange exchange) {
    return with(exchange, CaseDesk::retry);
  }

  private Future<Answer> answer(Exchange exchange) {
    HandAnswerBody body = exchange.json(ANSWER);
    HandOutcome outcome = body.code();
    String proof = body.proof();
    return with(exchange, (own, known) -> own.answer(known.id(), outcome, proof));
  }

  private Future<Answer> extend(Exchange exchange) {
    ExtendBody body = exchange.json(EXTEND);
    ExtensionReason reason = body.code();
    return with(exchange, (own, known) -> own.extended(known, reason, body.proof()));
  }

  /** A case that the caller may not see is answered like one that there is not. */
  private Future<Answer> with(Exchange exchange, BiFunction<CaseDesk, Case, Case> action) {
    boolean inside = inside(exchange.caller());
    return answer(
        exchange, (own, known) -> Answer.json(own.view(action.apply(own, known), inside)));
  }

  private Future<Answer> answer(Exchange exchange, BiFunction<CaseDesk, Case, Answer> action) {
    String id = exchange.pathParameter("id");
    Caller caller = exchange.caller();
    CaseDesk own = own(exchange);
    return exchange.blocking(() -> action.apply(own, visible(own, id, caller)));
  }

  static Case visible(CaseDesk own, String id, Caller caller) {
    return own.find(id)
        .filter(found -> inside(caller) || found.openedBy().equals(caller.name()))
        .orElseThrow(
            () -> new ProblemException(Problem.NOT_FOUND, "There is no request with this id."));
  }

  static boolean inside(Caller caller) {
    return caller.role() != Role.SERVICE;
  }

  private CaseDesk own(Exchange exchange) {
    return desk.as(exchange.caller().name(), exchange.requestId());
  }
}
