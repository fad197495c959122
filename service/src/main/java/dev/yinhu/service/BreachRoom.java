package dev.yinhu.service;

import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.signal.SignalBook;
import dev.yinhu.breachresponse.Acts;
import dev.yinhu.breachresponse.incident.Approvals;
import dev.yinhu.breachresponse.incident.EvidenceBook;
import dev.yinhu.breachresponse.incident.Incidents;
import dev.yinhu.breachresponse.incident.PostMortems;
import dev.yinhu.breachresponse.incident.Worklist;
import dev.yinhu.breachresponse.warning.SignalTakeover;
import dev.yinhu.breachresponse.warning.Warnings;
import dev.yinhu.database.Database;
import dev.yinhu.service.api.AdminChanges;
import dev.yinhu.service.api.FreeText;
import dev.yinhu.service.api.IncidentDesk;
import dev.yinhu.service.api.IncidentRoutes;
import dev.yinhu.service.api.IncidentWorkRoutes;
import dev.yinhu.service.api.WarningRoutes;
import dev.yinhu.service.http.Route;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Breach response, in a running service or for a command. */
final class BreachRoom {
  private final Ground ground;
  private final IncidentDesk desk;

  /**
   * What it stands on.
   *
   * @param signals what the rules over the log found
   * @param texts looks into what people write
   */
  record Ground(
      Database database,
      AuditLog log,
      SignalBook signals,
      AdminChanges changes,
      FreeText texts,
      InstantSource clock) {}

  private BreachRoom(Ground ground) {
    this.ground = ground;
    var jdbi = ground.database().jdbi();
    var acts = new Acts(jdbi, ground.log(), ground.clock());
    var work = new Worklist(jdbi, acts);
    var postMortems = new PostMortems(jdbi, acts);
    var incidents = new Incidents(jdbi, acts, List.of(work, postMortems));
    this.desk =
        new IncidentDesk(
            incidents,
            new Warnings(jdbi, acts, incidents, ground.clock()),
            work,
            new EvidenceBook(jdbi, acts),
            new Approvals(jdbi, acts),
            postMortems,
            ground.clock());
  }

  /** Nothing runs. */
  static BreachRoom of(Ground ground) {
    return new BreachRoom(ground);
  }

  /** What runs is closed by the closer. */
  static BreachRoom open(Ground ground, Closer closer) {
    BreachRoom room = new BreachRoom(ground);
    closer.add(SignalTakeover.start(ground.signals(), room.desk.warnings()));
    return room;
  }

  /** For commands. */
  IncidentDesk desk() {
    return desk;
  }

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.addAll(WarningRoutes.of(ground.signals(), ground.changes(), ground.texts(), desk));
    routes.addAll(IncidentRoutes.of(desk, ground.texts()));
    routes.addAll(IncidentWorkRoutes.of(desk, ground.texts()));
    return routes;
  }
}
