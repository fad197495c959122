package dev.yinhu.service;

import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.search.AuditSearch;
import dev.yinhu.accessaudit.signal.SignalBook;
import dev.yinhu.breachresponse.Acts;
import dev.yinhu.breachresponse.Gate;
import dev.yinhu.breachresponse.containment.ContainedGate;
import dev.yinhu.breachresponse.containment.ContainmentBook;
import dev.yinhu.breachresponse.containment.Containments;
import dev.yinhu.breachresponse.drill.DrillGround;
import dev.yinhu.breachresponse.drill.DrillGround.InForce;
import dev.yinhu.breachresponse.drill.Drills;
import dev.yinhu.breachresponse.incident.Approvals;
import dev.yinhu.breachresponse.incident.EvidenceBook;
import dev.yinhu.breachresponse.incident.IncidentClockStarts;
import dev.yinhu.breachresponse.incident.Incidents;
import dev.yinhu.breachresponse.incident.KnownChanges;
import dev.yinhu.breachresponse.incident.PostMortems;
import dev.yinhu.breachresponse.incident.Worklist;
import dev.yinhu.breachresponse.indicator.IncidentFigures;
import dev.yinhu.breachresponse.jurisdiction.Duties;
import dev.yinhu.breachresponse.minor.MinorBook;
import dev.yinhu.breachresponse.report.Letterhead;
import dev.yinhu.breachresponse.report.RegulatorReports;
import dev.yinhu.breachresponse.report.ReportPdf;
import dev.yinhu.breachresponse.scope.AssessedGate;
import dev.yinhu.breachresponse.scope.KeySafety;
import dev.yinhu.breachresponse.scope.Scopes;
import dev.yinhu.breachresponse.severity.Severities;
import dev.yinhu.breachresponse.warning.SignalTakeover;
import dev.yinhu.breachresponse.warning.Warnings;
import dev.yinhu.database.Database;
import dev.yinhu.notices.ChannelKind;
import dev.yinhu.register.ContactDetails;
import dev.yinhu.register.Organization;
import dev.yinhu.register.Register;
import dev.yinhu.register.SubjectId;
import dev.yinhu.service.api.ActionRoutes;
import dev.yinhu.service.api.AdminChanges;
import dev.yinhu.service.api.BreachDesk;
import dev.yinhu.service.api.DrillRoutes;
import dev.yinhu.service.api.FreeText;
import dev.yinhu.service.api.IncidentDesk;
import dev.yinhu.service.api.IncidentFigureRoutes;
import dev.yinhu.service.api.IncidentLawRoutes;
import dev.yinhu.service.api.IncidentPeopleRoutes;
import dev.yinhu.service.api.IncidentRoutes;
import dev.yinhu.service.api.IncidentWorkRoutes;
import dev.yinhu.service.api.LawDesk;
import dev.yinhu.service.api.MinorRoutes;
import dev.yinhu.service.api.WarningRoutes;
import dev.yinhu.service.config.IncidentFiles;
import dev.yinhu.service.config.YinhuConfig;
import dev.yinhu.service.http.Route;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/** Breach response, in a running service or for a command. */
final class BreachRoom {
  private final Ground ground;
  private final IncidentDesk desk;
  private final LawDesk laws;
  private final Containments containments;
  private final PeopleRoom people;
  private final Drills drills;
  private final IncidentFigures figures;
  private final Acts acts;
  private final MinorBook minors;

  /**
   * What it stands on.
   *
   * @param search finds entries of the log; without it scopes read all of it
   * @param registers the register of a version
   * @param register the one in force
   * @param data the data directory
   * @param contained what is held back on this node
   * @param signals what the rules over the log found
   * @param texts looks into what people write
   * @param people how those of an incident are reached
   * @param keys whether they are known to be safe
   * @param references of people by the platform's ids
   * @param settings what is not as shipped
   */
  record Ground(
      Database database,
      AuditLog log,
      Optional<AuditSearch> search,
      LongFunction<Optional<Register>> registers,
      Supplier<Optional<InForce>> register,
      Path data,
      ContainmentBook contained,
      SignalBook signals,
      AdminChanges changes,
      FreeText texts,
      PeopleRoom.Ground people,
      KeySafety keys,
      Function<SubjectId, String> references,
      YinhuConfig.Incidents settings,
      InstantSource clock) {
    private IncidentFiles files() {
      return new IncidentFiles(settings.directory());
    }

    private Path font() {
      return settings.font().orElse(ReportPdf.USUAL_FONT);
    }
  }

  private BreachRoom(Ground ground) {
    this.ground = ground;
    var jdbi = ground.database().jdbi();
    this.acts = new Acts(jdbi, ground.log(), ground.clock());
    var work = new Worklist(jdbi, acts);
    var postMortems =
        new PostMortems(
            jdbi, acts, new KnownChanges(version -> ground.registers().apply(version).isPresent()));
    this.containments =
        new Containments(
            jdbi, acts, ground.log(), ground.search(), ground.contained(), ground.clock());
    this.minors = new MinorBook(jdbi, acts, ground.clock(), Yinhu.ZONE);
    this.laws = laws(jdbi, acts);
    var approvals = new Approvals(jdbi, acts);
    this.people =
        new PeopleRoom(
            ground.people(),
            new PeopleRoom.Neighbours(jdbi, acts, laws.scopes(), laws.duties(), minors, approvals),
            ground.clock());
    List<Gate> gates = new ArrayList<>();
    gates.add(new ContainedGate(containments));
    gates.add(new AssessedGate(laws.scopes(), laws.severities()));
    gates.add(laws.duties());
    gates.addAll(people.gates());
    gates.add(work);
    gates.add(postMortems);
    var incidents = new Incidents(jdbi, acts, gates);
    var warnings = new Warnings(jdbi, acts, incidents, ground.clock());
    this.figures =
        new IncidentFigures(
            incidents, laws.scopes(), laws.duties(), postMortems, ground.clock(), Yinhu.ZONE);
    this.drills =
        new Drills(
            jdbi,
            ground.files().scenarios(),
            new DrillGround(
                acts,
                ground.log(),
                warnings,
                incidents,
                containments,
                laws.scopes(),
                laws.severities(),
                laws.duties(),
                laws.reports(),
                people.desk().tellings(),
                approvals,
                work,
                postMortems,
                ground.register(),
                List.of(ChannelKind.SMS, ChannelKind.EMAIL),
                Yinhu.ZONE,
                ground.clock()),
            UUID.randomUUID());
    this.desk =
        new IncidentDesk(
            incidents,
            warnings,
            work,
            new EvidenceBook(jdbi, acts),
            approvals,
            postMortems,
            ground.clock());
  }

  private LawDesk laws(Jdbi jdbi, Acts acts) {
    var severities = new Severities(jdbi, acts, ground.files().severity());
    var duties =
        new Duties(
            jdbi,
            acts,
            ground.files().jurisdictions(),
            new IncidentClockStarts(jdbi),
            ground.clock(),
            Yinhu.ZONE);
    var reports =
        new RegulatorReports(
            jdbi, acts, duties, ground.files().forms(), this::letterhead, ground.clock());
    return new LawDesk(
        scopes(jdbi, acts, severities),
        severities,
        duties,
        reports,
        new ReportPdf(ground.font(), Yinhu.ZONE));
  }

  /** Severity follows the scope. */
  private Scopes scopes(Jdbi jdbi, Acts acts, Severities severities) {
    var evidence =
        new Scopes.Evidence(
            ground.log(),
            ground.search(),
            ground.registers(),
            minors,
            ground.keys(),
            ground.data().resolve("breach"),
            Yinhu.ZONE);
    return Scopes.open(
        jdbi,
        acts,
        evidence,
        (estimate, order) -> {
          var _ =
              severities.recount(
                  estimate.incident(), estimate.figures().counts(), estimate.number(), order);
        });
  }

  /** Who reports, as the register in force has it. */
  private Letterhead letterhead() {
    return ground
        .register()
        .get()
        .flatMap(inForce -> inForce.register().organizations().stream().findFirst())
        .map(BreachRoom::letterhead)
        .orElseGet(() -> new Letterhead("—", "—"));
  }

  private static Letterhead letterhead(Organization of) {
    Optional<ContactDetails> office = of.dataProtectionOfficer().or(of::controller);
    String reached =
        office
            .map(each ->
                Stream.of(each.phone(), each.email(), each.address())
                    .flatMap(Optional::stream)
                    .collect(Collectors.joining(", ")))
            .filter(text -> !text.isEmpty())
            .orElse("—");
    return new Letterhead(of.label().zh(), reached);
  }

  /** Nothing runs. */
  static BreachRoom of(Ground ground) {
    return new BreachRoom(ground);
  }

  /** What runs is closed by the closer. */
  static BreachRoom open(Ground ground, Closer closer) {
    BreachRoom room = new BreachRoom(ground);
    closer.add(SignalTakeover.start(ground.signals(), room.desk.warnings()));
    room.people.serve(closer);
    closer.add(DrillRounds.start(room.drills));
    closer.add(ActRounds.start(room.acts));
    return room;
  }

  /** For commands. */
  BreachDesk desk() {
    return new BreachDesk(desk, laws, containments, people.desk(), drills, figures);
  }

  /** By which id the stores know somebody who is being told. */
  Optional<SubjectId> platformId(UUID person) {
    return people.platformId(person);
  }

  /**
   * The routes.
   *
   * @param channels by which people are told unless somebody says otherwise
   */
  List<Route> routes(List<ChannelKind> channels) {
    List<Route> routes = new ArrayList<>();
    routes.addAll(WarningRoutes.of(ground.signals(), ground.changes(), ground.texts(), desk));
    routes.addAll(MinorRoutes.of(minors, ground.references()));
    routes.addAll(IncidentFigureRoutes.of(figures, ground.clock()));
    routes.addAll(IncidentRoutes.of(desk, ground.texts()));
    routes.addAll(IncidentWorkRoutes.of(desk, ground.texts()));
    routes.addAll(ActionRoutes.of(desk, containments, ground.texts()));
    routes.addAll(IncidentLawRoutes.of(desk, laws, ground.texts()));
    routes.addAll(IncidentPeopleRoutes.of(desk, people.desk(), channels, ground.texts()));
    routes.addAll(DrillRoutes.of(drills));
    return routes;
  }
}
