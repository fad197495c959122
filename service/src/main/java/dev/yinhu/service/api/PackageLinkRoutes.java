package dev.yinhu.service.api;

import dev.yinhu.service.callers.Caller;
import dev.yinhu.service.callers.Role;
import dev.yinhu.service.http.Answer;
import dev.yinhu.service.http.Exchange;
import dev.yinhu.service.http.JsonBody;
import dev.yinhu.service.http.Problem;
import dev.yinhu.service.http.ProblemException;
import dev.yinhu.service.http.Route;
import dev.yinhu.service.http.StreamHandler;
import dev.yinhu.subjectrights.cases.Case;
import dev.yinhu.subjectrights.copy.PackageLink;
import dev.yinhu.subjectrights.copy.PackageLinks;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Packages of copies for the people themselves: a token that takes one once, in the body of a POST,
 * so that it stands in no address and no log. Whoever shows it needs no other.
 */
public final class PackageLinkRoutes {
  private static final Set<Role> BRINGERS = EnumSet.of(Role.SERVICE, Role.DPO);
  private static final JsonBody<ProofBody> PROOF = JsonBody.of(ProofBody.class);
  private static final JsonBody<TakeBody> TAKE = JsonBody.of(TakeBody.class);
  private static final int LONGEST_BODY = 1_024;
  private static final String HOLDER = "package-link";

  private final CaseDesk desk;
  private final ProofDesk proof;
  private final PackageLinks links;

  private PackageLinkRoutes(CaseDesk desk, ProofDesk proof, PackageLinks links) {
    this.desk = desk;
    this.proof = proof;
    this.links = links;
  }

  private record Made(String token, String expires) {
    static Made of(PackageLink link) {
      return new Made(link.token(), link.expires().toString());
    }

    @Override
    public String toString() {
      return "Made[***]";
    }
  }

  /** The routes. */
  public static List<Route> of(CaseDesk desk, ProofDesk proof, PackageLinks links) {
    PackageLinkRoutes routes = new PackageLinkRoutes(desk, proof, links);
    return List.of(
        Route.guarded(HttpMethod.POST, "/v1/requests/{id}/package-link", BRINGERS, routes::make),
        Route.openStreaming(HttpMethod.POST, "/v1/packages/take", routes::take, _ -> LONGEST_BODY));
  }

  private Future<Answer> make(Exchange exchange) {
    ProofBody body =
        exchange.body().length() == 0 ? new ProofBody(null, null, null) : exchange.json(PROOF);
    String id = exchange.pathParameter("id");
    Caller caller = exchange.caller();
    CaseDesk own = desk.as(caller.name(), exchange.requestId());
    return exchange.blocking(() -> {
      Case known = CaseRoutes.visible(own, id, caller);
      if (caller.role() == Role.SERVICE) {
        String source = ProofDesk.source(body.source(), caller, known.id());
        proof.requireThere(known, body.vouching(), source);
      }
      return own.link(known, links)
          .map(link -> Answer.json(201, Made.of(link)))
          .orElseThrow(() ->
              new ProblemException(
                  Problem.NOT_FOUND, "The request has no package, not yet, or not any more."));
    });
  }

  private StreamHandler.Transfer take(Exchange exchange) {
    CaseDesk own = desk.as(HOLDER, exchange.requestId());
    return (body, answer) -> {
      TakeBody asked = TAKE.read(Buffer.buffer(body.readAllBytes()));
      if (!taken(own, asked.text(), answer)) {
        throw new ProblemException(
            Problem.NOT_FOUND, "The token is unknown, used, or its time is over.");
      }
    };
  }

  private boolean taken(CaseDesk own, String token, OutputStream answer) throws IOException {
    var known = links.take(token).flatMap(id -> own.find(id.text()));
    return known.isPresent() && own.takePackage(known.get(), answer);
  }
}
