package dev.yinhu.service.api;

import dev.yinhu.piiscanner.job.ScanJob;
import dev.yinhu.piiscanner.job.ScanJobs;
import dev.yinhu.piiscanner.task.NotAllowed;
import dev.yinhu.piiscanner.task.ScanPlaces;
import dev.yinhu.piiscanner.task.ScanTask;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Scans of databases and directories of the server. They are jobs: asked for here, done by
 * whichever node is free. Who asks for one or ends one stands in the access log.
 */
public final class ScanJobRoutes {
  private static final String SCANS = "/v1/scans";
  private static final int USUAL = 100;
  private static final Set<Role> MASTERS = EnumSet.of(Role.DPO, Role.ADMIN);
  private static final Set<Role> READERS = EnumSet.of(Role.DPO, Role.ADMIN, Role.AUDITOR);
  private static final JsonBody<ScanJobBody> BODY = JsonBody.of(ScanJobBody.class);

  private final ScanJobs jobs;
  private final ScanPlaces places;
  private final AdminChanges changes;

  private ScanJobRoutes(ScanJobs jobs, ScanPlaces places, AdminChanges changes) {
    this.jobs = jobs;
    this.places = places;
    this.changes = changes;
  }

  private record Scans(List<ScanJobView> scans) {}

  /** The routes. */
  public static List<Route> of(ScanJobs jobs, ScanPlaces places, AdminChanges changes) {
    ScanJobRoutes routes = new ScanJobRoutes(jobs, places, changes);
    return List.of(
        Route.guarded(HttpMethod.POST, SCANS, MASTERS, routes::add),
        Route.guarded(HttpMethod.GET, SCANS, READERS, routes::list),
        Route.guarded(HttpMethod.GET, SCANS + "/{id}", READERS, routes::show),
        Route.guarded(HttpMethod.POST, SCANS + "/{id}/cancel", MASTERS, routes::cancel));
  }

  private Future<Answer> add(Exchange exchange) {
    ScanTask task = exchange.json(BODY).task();
    String caller = exchange.caller().name();
    String request = exchange.requestId();
    return exchange.blocking(() -> {
      try {
        places.check(task);
      } catch (NotAllowed e) {
        throw new ProblemException(
            Problem.SCAN_REFUSED, "Nothing is scanned: %s.".formatted(e.getMessage()));
      }
      ScanJob job =
          changes.make(
              new AdminChanges.Change(caller, request, "scan-start", details(task)),
              () -> jobs.add(task.json(), caller),
              added -> Map.of("scan", added.id().toString()));
      return Answer.json(202, ScanJobView.of(job));
    });
  }

  /** The path of files could name a person; the scan that the outcome names holds it. */
  private static Map<String, String> details(ScanTask task) {
    return switch (task) {
      case ScanTask.OfFolder _ -> Map.of("kind", "files");
      case ScanTask.OfDatabase database -> Map.of("kind", "database", "target", database.target());
    };
  }

  private Future<Answer> list(Exchange exchange) {
    int most = (int) exchange.query(Set.of("limit")).number("limit", 1, ScanJobs.MOST, USUAL);
    return exchange.blocking(
        () -> Answer.json(new Scans(jobs.newest(most).stream().map(ScanJobView::of).toList())));
  }

  private Future<Answer> show(Exchange exchange) {
    UUID id = id(exchange);
    return exchange.blocking(() -> answer(jobs.find(id)));
  }

  private Future<Answer> cancel(Exchange exchange) {
    UUID id = id(exchange);
    String caller = exchange.caller().name();
    String request = exchange.requestId();
    return exchange.blocking(() -> {
      ScanJob known = jobs.find(id).orElseThrow(ScanJobRoutes::nothing);
      return answer(
          changes.make(
              new AdminChanges.Change(
                  caller, request, "scan-cancel", Map.of("scan", known.id().toString())),
              () -> jobs.cancel(known.id()),
              after -> Map.of("state", after.map(job -> job.state().text()).orElse("gone"))));
    });
  }

  private static Answer answer(Optional<ScanJob> job) {
    return Answer.json(ScanJobView.of(job.orElseThrow(ScanJobRoutes::nothing)));
  }

  private static UUID id(Exchange exchange) {
    try {
      return UUID.fromString(exchange.pathParameter("id"));
    } catch (IllegalArgumentException e) {
      throw nothing();
    }
  }

  private static ProblemException nothing() {
    return new ProblemException(Problem.NOT_FOUND, "There is no scan with this id.");
  }
}
