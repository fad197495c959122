package dev.yinhu.service.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.yinhu.accessaudit.Reason;
import dev.yinhu.breachresponse.ActRefused;
import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.jurisdiction.DutyName;
import dev.yinhu.breachresponse.report.FieldChange;
import dev.yinhu.breachresponse.report.FontMissing;
import dev.yinhu.breachresponse.report.ReportVersion;
import dev.yinhu.breachresponse.scope.ScopeEstimate;
import dev.yinhu.breachresponse.severity.Assessment;
import dev.yinhu.breachresponse.severity.Counts;
import dev.yinhu.notices.Language;
import dev.yinhu.service.api.IncidentPaths.Work;
import dev.yinhu.service.http.Answer;
import dev.yinhu.service.http.Exchange;
import dev.yinhu.service.http.JsonBody;
import dev.yinhu.service.http.Problem;
import dev.yinhu.service.http.ProblemException;
import dev.yinhu.service.http.QueryParameters;
import dev.yinhu.service.http.Route;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Scope, severity, duties of the law and reports to regulators. */
public final class IncidentLawRoutes {
  private static final JsonBody<ScopeBody.Query> QUERY = JsonBody.of(ScopeBody.Query.class);
  private static final JsonBody<ScopeBody.Judge> JUDGE = JsonBody.of(ScopeBody.Judge.class);
  private static final JsonBody<DutyBody.Known> KNOWN = JsonBody.of(DutyBody.Known.class);
  private static final JsonBody<DutyBody.Decide> DECIDE = JsonBody.of(DutyBody.Decide.class);
  private static final JsonBody<DutyBody.Of> OF = JsonBody.of(DutyBody.Of.class);
  private static final JsonBody<DutyBody.Draft> DRAFT = JsonBody.of(DutyBody.Draft.class);
  private static final JsonBody<DutyBody.Receipt> RECEIPT = JsonBody.of(DutyBody.Receipt.class);

  private final IncidentDesk incidents;
  private final LawDesk desk;
  private final FreeText texts;

  private IncidentLawRoutes(IncidentDesk incidents, LawDesk desk, FreeText texts) {
    this.incidents = incidents;
    this.desk = desk;
    this.texts = texts;
  }

  /** The routes; {@code texts} looks into what people write. */
  public static List<Route> of(IncidentDesk incidents, LawDesk desk, FreeText texts) {
    IncidentPaths paths = new IncidentPaths(incidents);
    IncidentLawRoutes routes = new IncidentLawRoutes(incidents, desk, texts);
    return List.of(
        paths.get("/scope", routes::scope),
        paths.post("/scope", routes::estimate),
        paths.get("/severity", routes::severity),
        paths.post("/severity", routes::judge),
        paths.get("/duties", routes::duties),
        paths.post("/duties", routes::assess),
        paths.post("/duties/decide", routes::decide),
        paths.post("/duties/withdraw", routes::withdraw),
        paths.post("/duties/told", routes::told),
        paths.post("/duties/decisions/{item}/approve", routes::approve),
        Route.guarded(
            HttpMethod.GET, IncidentRoutes.ONE + "/report", IncidentRoutes.READERS, routes::report),
        paths.get("/report/form", routes::form),
        paths.post("/report", routes::draft),
        paths.post("/report/file", routes::file),
        paths.post("/report/receipt", routes::receipt));
  }

  private record Estimates(List<ScopeEstimate> estimates) {}

  private Work scope(Exchange exchange) {
    var _ = exchange.query(Set.of());
    return (id, _) -> new Estimates(desk.scopes().all(id));
  }

  private Work estimate(Exchange exchange) {
    ScopeBody.Query body = exchange.json(QUERY);
    return (id, order) -> desk.scopes().estimate(id, body.query(), order);
  }

  private record Assessments(List<Assessment> assessments) {}

  private Work severity(Exchange exchange) {
    var _ = exchange.query(Set.of());
    return (id, _) -> new Assessments(desk.severities().all(id));
  }

  private Work judge(Exchange exchange) {
    ScopeBody.Judge body = exchange.json(JUDGE);
    return (id, order) -> {
      texts.check("reason", body.reason());
      Optional<ScopeEstimate> scope = desk.scopes().latest(id);
      Counts counts =
          scope
              .map(each -> each.figures().counts())
              .orElseThrow(() ->
                  new ActRefused(
                      "scope-missing", "estimate the scope first: severity goes by its figures"));
      return desk.severities()
          .assess(
              id, body.judgement(), counts, OptionalLong.of(scope.orElseThrow().number()), order);
    };
  }

  private record DutiesNow(List<?> clocks, List<?> decisions, List<?> assessments) {}

  private Work duties(Exchange exchange) {
    var _ = exchange.query(Set.of());
    return (id, _) -> now(id);
  }

  private DutiesNow now(IncidentId id) {
    return new DutiesNow(
        desk.duties().clocks(id), desk.duties().decisions(id), desk.duties().assessments(id));
  }

  private Work assess(Exchange exchange) {
    DutyBody.Known body = exchange.json(KNOWN);
    return (id, order) -> {
      var _ = desk.duties().assess(id, body.facts(), order);
      return now(id);
    };
  }

  private Work decide(Exchange exchange) {
    DutyBody.Decide body = exchange.json(DECIDE);
    return (id, order) -> {
      texts.check("reason", body.reason());
      long number = desk.duties().decide(id, body.name(), body.ruling(), order);
      return Map.of("decision", number);
    };
  }

  private Work withdraw(Exchange exchange) {
    DutyBody.Of body = exchange.json(OF);
    return (id, order) -> {
      texts.check("reason", body.reason());
      Reason why =
          body.why()
              .orElseThrow(() ->
                  new ProblemException(Problem.INVALID_REQUEST, "/reason: expected a reason."));
      desk.duties().withdraw(id, body.name(), why, order);
      return now(id);
    };
  }

  /** People were told of it, late, or otherwise than by notices of ours. */
  private Work told(Exchange exchange) {
    DutyBody.Of body = exchange.json(OF);
    return (id, order) -> {
      texts.check("reason", body.reason());
      desk.duties().told(id, body.name(), body.why(), order);
      return now(id);
    };
  }

  private Work approve(Exchange exchange) {
    long decision = IncidentWorkRoutes.item(exchange);
    return (id, order) -> {
      desk.duties().approve(id, decision, order);
      return now(id);
    };
  }

  private Future<Answer> report(Exchange exchange) {
    IncidentId id = IncidentRoutes.id(exchange);
    QueryParameters query =
        exchange.query(Set.of("duty", "version", "since", "format", "language"));
    Optional<DutyName> duty = query.get("duty").map(IncidentLawRoutes::duty);
    int version = (int) query.number("version", 1, Integer.MAX_VALUE, 1);
    int since = (int) query.number("since", 0, Integer.MAX_VALUE, 0);
    String format = query.get("format").orElse("json");
    Language language = language(query.get("language").orElse("zh"));
    return exchange.blocking(() -> {
      var _ = incidents.known(id);
      if (duty.isEmpty()) {
        return Answer.json(new Versions(versions(id)));
      }
      if (since > 0) {
        return BreachJson.answer(
            new Changes(desk.reports().changes(id, duty.get(), since, version)));
      }
      ReportVersion found = desk.reports().version(id, duty.get(), version);
      return switch (format) {
        case "json" -> Answer.json(BreachJson.read(found.json()));
        case "pdf" -> pdf(found, language);
        default -> throw QueryParameters.expected("format", "json or pdf");
      };
    });
  }

  private Answer pdf(ReportVersion version, Language language) {
    try {
      return new Answer(
          200, "application/pdf", Buffer.buffer(desk.pdf().render(version, language)), List.of());
    } catch (FontMissing e) {
      throw new ProblemException(Problem.INCIDENT_STATE, e.getMessage() + ".");
    }
  }

  private static DutyName duty(String text) {
    try {
      return DutyName.parse(text);
    } catch (IllegalArgumentException e) {
      throw QueryParameters.expected("duty", "a duty such as CN-PIPL/authority");
    }
  }

  private static Language language(String text) {
    return switch (text) {
      case "zh" -> Language.ZH_CN;
      case "en" -> Language.EN;
      default -> throw QueryParameters.expected("language", "zh or en");
    };
  }

  private record Versions(List<JsonNode> versions) {}

  private record Changes(List<FieldChange> changes) {}

  private List<JsonNode> versions(IncidentId id) {
    return desk.reports().versions(id).stream().map(IncidentLawRoutes::view).toList();
  }

  /** A version as it is shown. */
  public static JsonNode view(ReportVersion version) {
    ObjectNode view = (ObjectNode) BreachJson.read("{}");
    view.put("duty", version.content().duty().toString());
    view.put("version", version.content().version());
    view.put("kind", version.content().kind().wire());
    view.put("complete", version.content().complete());
    view.put("drafted_by", version.draftedBy());
    view.put("drafted_at", version.draftedAt().toString());
    version.filed().ifPresent(filed -> view.set("filed", BreachJson.tree(filed)));
    version.receipt().ifPresent(receipt -> view.set("receipt", BreachJson.tree(receipt)));
    view.set("content", BreachJson.read(version.json()));
    return view;
  }

  private Work form(Exchange exchange) {
    DutyName duty =
        exchange
            .query(Set.of("duty"))
            .get("duty")
            .map(IncidentLawRoutes::duty)
            .orElseThrow(
                () -> QueryParameters.expected("duty", "a duty such as CN-PIPL/authority"));
    return (_, _) -> desk.reports().form(duty);
  }

  private Work draft(Exchange exchange) {
    DutyBody.Draft body = exchange.json(DRAFT);
    return (id, order) -> {
      texts.check("reason", body.reason());
      Optional<Reason> why = body.why();
      return view(
          why.isPresent()
              ? desk.reports().draftWithdrawal(id, body.name(), why.get(), order)
              : desk.reports().draft(id, body.name(), body.which(), body.answers(), order));
    };
  }

  private Work file(Exchange exchange) {
    DutyBody.Of body = exchange.json(OF);
    return (id, order) -> {
      texts.check("reason", body.reason());
      return view(desk.reports().file(id, body.name(), body.why(), order));
    };
  }

  private Work receipt(Exchange exchange) {
    DutyBody.Receipt body = exchange.json(RECEIPT);
    return (id, order) -> {
      desk.reports().receipt(id, body.name(), body.version(), body.number(), order);
      return view(desk.reports().version(id, body.name(), body.version()));
    };
  }
}
