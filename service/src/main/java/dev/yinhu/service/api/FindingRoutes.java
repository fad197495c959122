package dev.yinhu.service.api;

import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.finding.Decision;
import dev.yinhu.piiscanner.finding.FindingFilter;
import dev.yinhu.piiscanner.finding.Findings;
import dev.yinhu.piiscanner.finding.StoredFinding;
import dev.yinhu.piiscanner.finding.Triage;
import dev.yinhu.service.callers.Role;
import dev.yinhu.service.http.Answer;
import dev.yinhu.service.http.Exchange;
import dev.yinhu.service.http.JsonBody;
import dev.yinhu.service.http.Problem;
import dev.yinhu.service.http.ProblemException;
import dev.yinhu.service.http.QueryParameters;
import dev.yinhu.service.http.Route;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What scans found, and what people make of it; decisions stand in the access log. */
public final class FindingRoutes {
  private static final String FINDINGS = "/v1/findings";
  private static final int USUAL = 100;
  private static final Set<Role> MASTERS = EnumSet.of(Role.DPO, Role.ADMIN);
  private static final Set<Role> READERS = EnumSet.of(Role.DPO, Role.ADMIN, Role.AUDITOR);
  private static final Set<String> PARAMETERS =
      Set.of("store", "type", "state", "gone", "limit", "cursor");
  private static final JsonBody<TriageBody> BODY = JsonBody.of(TriageBody.class);

  private final Findings findings;
  private final FindingJudgements judgements;
  private final FreeText texts;
  private final AdminChanges changes;

  private FindingRoutes(
      Findings findings, FindingJudgements judgements, FreeText texts, AdminChanges changes) {
    this.findings = findings;
    this.judgements = judgements;
    this.texts = texts;
    this.changes = changes;
  }

  private record Page(List<StoredFindingView> findings, @Nullable String next) {}

  /** The routes; {@code texts} looks into notes. */
  public static List<Route> of(
      Findings findings, FindingJudgements judgements, FreeText texts, AdminChanges changes) {
    FindingRoutes routes = new FindingRoutes(findings, judgements, texts, changes);
    return List.of(
        Route.guarded(HttpMethod.GET, FINDINGS, READERS, routes::list),
        Route.guarded(HttpMethod.GET, FINDINGS + "/{id}", READERS, routes::show),
        Route.guarded(HttpMethod.POST, FINDINGS + "/{id}/triage", MASTERS, routes::triage));
  }

  private Future<Answer> list(Exchange exchange) {
    QueryParameters query = exchange.query(PARAMETERS);
    FindingFilter filter = filter(query);
    int most = (int) query.number("limit", 1, Findings.MOST, USUAL);
    long after = query.number("cursor", 1, Long.MAX_VALUE, 0);
    return exchange.blocking(() -> {
      List<StoredFinding> page = findings.page(filter, after, most);
      String next = page.size() < most ? null : Long.toString(page.getLast().id());
      Map<Long, String> judged = judgements.of(page);
      return Answer.json(
          new Page(
              page.stream()
                  .map(one -> StoredFindingView.of(one, judged.get(one.id()), null))
                  .toList(),
              next));
    });
  }

  private static FindingFilter filter(QueryParameters query) {
    Optional<Triage> state =
        query
            .get("state")
            .map(text ->
                Triage.of(text)
                    .orElseThrow(() ->
                        QueryParameters.expected(
                            "state",
                            "one of open, confirmed, false-positive, accepted and resolved")));
    String gone = query.get("gone").orElse("false");
    if (!gone.equals("true") && !gone.equals("false")) {
      throw QueryParameters.expected("gone", "true or false");
    }
    return new FindingFilter(
        query.get("store"), query.get("type").map(FindingRoutes::type), state, gone.equals("true"));
  }

  private static PiiType type(String name) {
    try {
      return new PiiType(name);
    } catch (IllegalArgumentException e) {
      throw QueryParameters.expected("type", "the name of a type, such as CN_MOBILE");
    }
  }

  private Future<Answer> show(Exchange exchange) {
    long id = id(exchange);
    return exchange.blocking(() -> shown(findings.find(id).orElseThrow(FindingRoutes::nothing)));
  }

  private Answer shown(StoredFinding finding) {
    String judgement = judgements.of(List.of(finding)).get(finding.id());
    return Answer.json(StoredFindingView.of(finding, judgement, findings.history(finding.id())));
  }

  private Future<Answer> triage(Exchange exchange) {
    long id = id(exchange);
    TriageBody body = exchange.json(BODY);
    String caller = exchange.caller().name();
    String request = exchange.requestId();
    return exchange.blocking(() -> {
      texts.check("note", body.note());
      StoredFinding known = findings.find(id).orElseThrow(FindingRoutes::nothing);
      Decision decision = body.decision(caller);
      Map<String, String> details =
          Map.of("finding", Long.toString(known.id()), "state", decision.triage().text());
      return shown(
          changes
              .make(
                  new AdminChanges.Change(caller, request, "finding-triage", details),
                  () -> findings.decide(known.id(), decision),
                  _ -> Map.of())
              .orElseThrow(FindingRoutes::nothing));
    });
  }

  private static long id(Exchange exchange) {
    try {
      return Long.parseLong(exchange.pathParameter("id"));
    } catch (NumberFormatException e) {
      throw nothing();
    }
  }

  private static ProblemException nothing() {
    return new ProblemException(Problem.NOT_FOUND, "There is no finding with this id.");
  }
}
