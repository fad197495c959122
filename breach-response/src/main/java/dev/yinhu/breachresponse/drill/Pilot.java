package dev.yinhu.breachresponse.drill;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.breachresponse.ActRefused;
import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.IncidentState;
import dev.yinhu.breachresponse.Order;
import dev.yinhu.breachresponse.Remark;
import dev.yinhu.breachresponse.containment.Measure;
import dev.yinhu.breachresponse.drill.Inject.Kind;
import dev.yinhu.breachresponse.incident.Approvals;
import dev.yinhu.breachresponse.incident.Incident;
import dev.yinhu.breachresponse.jurisdiction.CacLevel;
import dev.yinhu.breachresponse.jurisdiction.Circumstance;
import dev.yinhu.breachresponse.jurisdiction.ClockReading;
import dev.yinhu.breachresponse.jurisdiction.DutyName;
import dev.yinhu.breachresponse.jurisdiction.Facts;
import dev.yinhu.breachresponse.jurisdiction.Ruling;
import dev.yinhu.breachresponse.jurisdiction.Stage;
import dev.yinhu.breachresponse.report.Answer;
import dev.yinhu.breachresponse.report.FormField;
import dev.yinhu.breachresponse.report.ReportContent;
import dev.yinhu.breachresponse.report.ReportKind;
import dev.yinhu.breachresponse.report.ReportVersion;
import dev.yinhu.breachresponse.scope.ScopeEstimate;
import dev.yinhu.breachresponse.scope.ScopeQuery;
import dev.yinhu.breachresponse.severity.Judgement;
import dev.yinhu.breachresponse.tell.Role;
import dev.yinhu.breachresponse.tell.TellingState;
import dev.yinhu.breachresponse.tell.TellingWish;
import dev.yinhu.breachresponse.tell.Tellings;
import dev.yinhu.notices.Language;
import dev.yinhu.register.Purpose;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Does what the textbook says, through the doors that people use, so that the whole way can be seen
 * and tried without them. One step at a time: what was done is read from the incident, so it goes
 * on where it was killed. For one thread.
 */
final class Pilot {
  private static final Order ONE = new Order("drill-pilot", "drill");
  private static final Order OTHER = new Order("drill-second", "drill");
  private static final Reason WHY = new Reason("the drill's plan");
  private static final Duration DAY = Duration.ofDays(1);
  private static final int PER_MINUTE = 1_000_000;

  private final DrillGround ground;
  private final Scenario scenario;
  private final Drill drill;
  private final Duration since;

  /**
   * @param since the time of the drill
   */
  Pilot(DrillGround ground, Scenario scenario, Drill drill, Duration since) {
    this.ground = ground;
    this.scenario = scenario;
    this.drill = drill;
    this.since = since;
  }

  /**
   * The next step.
   *
   * @throws ActRefused when it is refused
   */
  void step(Incident incident) {
    IncidentId id = incident.id();
    switch (incident.state()) {
      case OPEN -> contain(id);
      case CONTAINED -> assess(id);
      case ASSESSED -> tell(id);
      case NOTIFIED -> rectify(id);
      case RECTIFIED -> close(id);
      case CLOSED -> {}
    }
  }

  private void contain(IncidentId id) {
    if (!ground.containments().holds(id)) {
      for (String caller : scenario.leak().callers()) {
        Measure measure = new Measure(Measure.Kind.CALLER, Traffic.caller(drill.number(), caller));
        var _ = ground.containments().begin(id, measure, WHY, Optional.empty(), ONE);
      }
    }
    advance(id, IncidentState.CONTAINED);
  }

  private void advance(IncidentId id, IncidentState to) {
    var _ = ground.incidents().advance(id, to, ONE);
  }

  /** First what somebody was sure of, then, when all has leaked, what the log says. */
  private void assess(IncidentId id) {
    List<String> believed = believed();
    boolean first = ground.scopes().latest(id).isEmpty();
    if (first && !believed.isEmpty()) {
      var _ = ground.scopes().estimate(id, query(believed), ONE);
    }
    if (since.compareTo(scenario.leak().until()) < 0
        || drill.entries() < entriesOf(scenario.leak())) {
      return;
    }
    ScopeEstimate scope = ground.scopes().estimate(id, query(scenario.leak().callers()), ONE);
    Judgement judgement = new Judgement(scenario.judged().enisa(), new TreeSet<>(), WHY);
    var _ =
        ground
            .severities()
            .assess(id, judgement, scope.figures().counts(), OptionalLong.of(scope.number()), ONE);
    var _ = ground.duties().assess(id, facts(scope), ONE);
    for (DutyName duty : open(id)) {
      long _ = ground.duties().decide(id, duty, new Ruling.Tell(WHY), ONE);
    }
    advance(id, IncidentState.ASSESSED);
  }

  static int entriesOf(Scenario.Leak leak) {
    return new Traffic(0, leak, List.of("-"), new Purpose("drill"), 0).entries();
  }

  private List<String> believed() {
    return scenario.injects().stream()
        .filter(each -> each.kind() == Kind.ESTIMATE && each.at().compareTo(since) <= 0)
        .map(Inject::callers)
        .findFirst()
        .orElse(List.of());
  }

  private ScopeQuery query(List<String> callers) {
    return new ScopeQuery(
        Optional.empty(),
        Optional.empty(),
        callers.stream()
            .map(each -> Traffic.caller(drill.number(), each))
            .collect(Collectors.toCollection(TreeSet::new)),
        new TreeSet<>(),
        new TreeSet<>(),
        Set.of(),
        ScopeQuery.DISCLOSED,
        new TreeSet<>(),
        new TreeSet<>(),
        new TreeSet<>(),
        new TreeSet<>(),
        scenario.leak().form());
  }

  private static Facts facts(ScopeEstimate scope) {
    return new Facts(
        scope.figures().persons(),
        scope.figures().sensitivePersons(),
        scope.figures().minors(),
        0,
        CacLevel.GENERAL,
        Set.of(Circumstance.PERSONAL_INFORMATION));
  }

  private List<DutyName> open(IncidentId id) {
    return ground.duties().clocks(id).stream()
        .filter(each -> each.open() && each.clock().stage() == Stage.FIRST)
        .map(each -> each.clock().duty())
        .distinct()
        .toList();
  }

  private void tell(IncidentId id) {
    Set<DutyName> people =
        ground.duties().peopleToTell(id).stream()
            .map(ClockReading::clock)
            .map(clock -> clock.duty())
            .collect(Collectors.toSet());
    for (DutyName duty : open(id)) {
      if (!people.contains(duty)) {
        report(id, duty, ReportKind.FIRST);
      }
    }
    if (isOut() || !told(id)) {
      return;
    }
    ground
        .duties()
        .peopleToTell(id)
        .forEach(each -> ground.duties().told(id, each.clock().duty(), Optional.empty(), ONE));
    advance(id, IncidentState.NOTIFIED);
  }

  /** Whether notices cannot leave now, or would not for much longer. */
  private boolean isOut() {
    return scenario.injects().stream()
        .filter(each -> each.kind() == Kind.OUTAGE)
        .anyMatch(each ->
            each.at().compareTo(since) <= 0 && since.compareTo(each.at().plus(each.lasts())) < 0);
  }

  private boolean told(IncidentId id) {
    Tellings tellings = ground.tellings();
    if (tellings.of(id).isEmpty()) {
      var asked = ground.approvals().ask(id, new Approvals.Wish(Tellings.LEAVE, WHY, DAY), ONE);
      var _ = ground.approvals().grant(id, asked.id(), OTHER);
      var _ =
          tellings.start(
              id,
              new TellingWish(
                  scenario.notice(), Language.ZH_CN, ground.channels(), PER_MINUTE, DAY),
              ONE);
    }
    tellings.work();
    tellings.follow(id);
    return tellings.of(id).getLast().state() == TellingState.DONE
        && tellings.totals(id, Role.PERSON).waiting() == 0
        && tellings.totals(id, Role.GUARDIAN).waiting() == 0;
  }

  private void report(IncidentId id, DutyName duty, ReportKind kind) {
    Map<String, Answer> answers = new HashMap<>();
    for (FormField field : ground.reports().form(duty).fields()) {
      answers.put(field.key(), new Answer.Unknown(new Reason("not looked into in a drill")));
    }
    var _ = ground.reports().draft(id, duty, kind, answers, ONE);
    var _ = ground.reports().file(id, duty, Optional.empty(), ONE);
  }

  /** Those that were told and have no last word yet. */
  private List<DutyName> toldAuthorities(IncidentId id) {
    Set<DutyName> ended =
        ground.reports().versions(id).stream()
            .map(ReportVersion::content)
            .filter(each -> each.kind() == ReportKind.FINAL)
            .map(ReportContent::duty)
            .collect(Collectors.toSet());
    return ground.reports().versions(id).stream()
        .map(each -> each.content().duty())
        .filter(duty -> !ended.contains(duty))
        .distinct()
        .toList();
  }

  private void rectify(IncidentId id) {
    if (ground.postMortems().actions(id).isEmpty()) {
      LocalDate due = LocalDate.ofInstant(ground.clock().instant(), ground.zone()).plusDays(30);
      long _ = ground.postMortems().add(id, new Reason("learn from the drill"), "dpo", due, ONE);
    }
    advance(id, IncidentState.RECTIFIED);
  }

  /** Not before everything happened that the timetable has. */
  private void close(IncidentId id) {
    if (drill.injects() < scenario.injects().size()) {
      return;
    }
    for (var task : ground.work().tasks(id)) {
      if (task.done().isEmpty()) {
        ground.work().finish(id, task.id(), new Reason("answered"), ONE);
      }
    }
    toldAuthorities(id).forEach(duty -> report(id, duty, ReportKind.FINAL));
    if (ground.postMortems().of(id).isEmpty()) {
      var _ =
          ground
              .postMortems()
              .write(id, scenario.leak().cause(), new Remark(scenario.story().zh()), ONE);
      var _ = ground.postMortems().approve(id, OTHER);
    }
    advance(id, IncidentState.CLOSED);
  }
}
