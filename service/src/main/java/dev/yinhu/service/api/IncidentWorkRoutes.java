package dev.yinhu.service.api;

import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.Order;
import dev.yinhu.service.http.Answer;
import dev.yinhu.service.http.Exchange;
import dev.yinhu.service.http.JsonBody;
import dev.yinhu.service.http.Problem;
import dev.yinhu.service.http.ProblemException;
import dev.yinhu.service.http.Route;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;

/** What people do for an incident: notes, tasks, evidence, approvals, the post-mortem. */
public final class IncidentWorkRoutes {
  private static final String ONE = IncidentRoutes.ONE;
  private static final JsonBody<IncidentBody.Note> NOTE = JsonBody.of(IncidentBody.Note.class);
  private static final JsonBody<IncidentBody.Task> TASK = JsonBody.of(IncidentBody.Task.class);
  private static final JsonBody<IncidentBody.Done> DONE = JsonBody.of(IncidentBody.Done.class);
  private static final JsonBody<IncidentBody.Secured> SECURED =
      JsonBody.of(IncidentBody.Secured.class);
  private static final JsonBody<IncidentBody.Custody> CUSTODY =
      JsonBody.of(IncidentBody.Custody.class);
  private static final JsonBody<IncidentBody.Ask> ASK = JsonBody.of(IncidentBody.Ask.class);
  private static final JsonBody<IncidentBody.Learned> LEARNED =
      JsonBody.of(IncidentBody.Learned.class);
  private static final JsonBody<IncidentBody.Corrective> CORRECTIVE =
      JsonBody.of(IncidentBody.Corrective.class);
  private static final JsonBody<IncidentBody.Changed> CHANGED =
      JsonBody.of(IncidentBody.Changed.class);

  private final IncidentDesk desk;
  private final FreeText texts;

  private IncidentWorkRoutes(IncidentDesk desk, FreeText texts) {
    this.desk = desk;
    this.texts = texts;
  }

  private record Numbered(long id) {}

  /** The routes; {@code texts} looks into what people write. */
  public static List<Route> of(IncidentDesk desk, FreeText texts) {
    IncidentWorkRoutes routes = new IncidentWorkRoutes(desk, texts);
    return List.of(
        routes.post("/notes", routes::note),
        routes.post("/tasks", routes::task),
        routes.post("/tasks/{item}/done", routes::taskDone),
        routes.post("/evidence", routes::evidence),
        routes.post("/evidence/{item}/custody", routes::custody),
        routes.post("/approvals", routes::ask),
        routes.post("/approvals/{item}/grant", routes::grant),
        routes.post("/post-mortem", routes::postMortem),
        routes.post("/post-mortem/approve", routes::approve),
        routes.post("/corrective-actions", routes::corrective),
        routes.post("/corrective-actions/{item}/done", routes::changed));
  }

  /** Something that is done to an incident; blocks. */
  @FunctionalInterface
  private interface Work {
    Object on(IncidentId id, Order order);
  }

  /** Reads what is wanted on the event loop. */
  @FunctionalInterface
  private interface Reader {
    Work read(Exchange exchange);
  }

  private Route post(String path, Reader reader) {
    return Route.guarded(
        HttpMethod.POST, ONE + path, IncidentRoutes.DOERS, exchange -> run(exchange, reader));
  }

  private static Future<Answer> run(Exchange exchange, Reader reader) {
    IncidentId id = IncidentRoutes.id(exchange);
    Work work = reader.read(exchange);
    Order order = IncidentRoutes.order(exchange);
    return exchange.blocking(() -> Answer.json(work.on(id, order)));
  }

  private Work note(Exchange exchange) {
    IncidentBody.Note body = exchange.json(NOTE);
    return (id, order) -> {
      lines("text", body.text());
      return IncidentView.note(desk.work().note(id, body.remark(), order));
    };
  }

  private Work task(Exchange exchange) {
    IncidentBody.Task body = exchange.json(TASK);
    return (id, order) -> {
      texts.check("title", body.title());
      return IncidentView.task(
          desk.work()
              .add(
                  id,
                  IncidentBody.reasonOf(body.title(), "title"),
                  body.owner(),
                  body.dueAt(),
                  order),
          desk.clock().instant());
    };
  }

  private Work taskDone(Exchange exchange) {
    long task = item(exchange);
    IncidentBody.Done body = exchange.json(DONE);
    return (id, order) -> {
      texts.check("outcome", body.outcome());
      desk.work().finish(id, task, IncidentBody.reasonOf(body.outcome(), "outcome"), order);
      return new Numbered(task);
    };
  }

  private Work evidence(Exchange exchange) {
    IncidentBody.Secured body = exchange.json(SECURED);
    return (id, order) -> {
      texts.check("name", body.name());
      texts.check("kept_where", body.kept_where());
      texts.check("reason", body.reason());
      return new Numbered(
          desk.evidence()
              .collect(id, body.found(), IncidentBody.reasonOf(body.reason(), "reason"), order));
    };
  }

  private Work custody(Exchange exchange) {
    long evidence = item(exchange);
    IncidentBody.Custody body = exchange.json(CUSTODY);
    return (id, order) -> {
      texts.check("reason", body.reason());
      passed(id, evidence, body, order);
      return new Numbered(evidence);
    };
  }

  private void passed(IncidentId id, long evidence, IncidentBody.Custody body, Order order) {
    try {
      desk.evidence()
          .pass(
              id,
              evidence,
              body.act(),
              body.holder(),
              IncidentBody.reasonOf(body.reason(), "reason"),
              order);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(Problem.INVALID_REQUEST, e.getMessage() + ".");
    }
  }

  private Work ask(Exchange exchange) {
    IncidentBody.Ask body = exchange.json(ASK);
    return (id, order) -> {
      texts.check("reason", body.reason());
      return IncidentView.approval(desk.approvals().ask(id, body.wish(), order));
    };
  }

  private Work grant(Exchange exchange) {
    long approval = item(exchange);
    return (id, order) -> IncidentView.approval(desk.approvals().grant(id, approval, order));
  }

  private Work postMortem(Exchange exchange) {
    IncidentBody.Learned body = exchange.json(LEARNED);
    return (id, order) -> {
      lines("findings", body.findings());
      return IncidentView.learned(desk.postMortems().write(id, body.root(), body.remark(), order));
    };
  }

  private Work approve(Exchange unread) {
    return (id, order) -> IncidentView.learned(desk.postMortems().approve(id, order));
  }

  private Work corrective(Exchange exchange) {
    IncidentBody.Corrective body = exchange.json(CORRECTIVE);
    return (id, order) -> {
      texts.check("title", body.title());
      return new Numbered(
          desk.postMortems()
              .add(
                  id,
                  IncidentBody.reasonOf(body.title(), "title"),
                  body.owner(),
                  body.dueDay(),
                  order));
    };
  }

  private Work changed(Exchange exchange) {
    long action = item(exchange);
    IncidentBody.Changed body = exchange.json(CHANGED);
    return (id, order) -> {
      texts.check("reference", body.reference());
      desk.postMortems()
          .finish(id, action, IncidentBody.reasonOf(body.reference(), "reference"), order);
      return new Numbered(action);
    };
  }

  private void lines(String member, String text) {
    text.lines().filter(line -> !line.isBlank()).forEach(line -> texts.check(member, line));
  }

  static long item(Exchange exchange) {
    try {
      return Long.parseLong(exchange.pathParameter("item"));
    } catch (NumberFormatException e) {
      throw new ProblemException(Problem.NOT_FOUND, "There is nothing of this number.");
    }
  }
}
