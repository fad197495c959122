package dev.yinhu.breachresponse.jurisdiction;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.breachresponse.ActRefused;
import dev.yinhu.breachresponse.Acts;
import dev.yinhu.breachresponse.Acts.Act;
import dev.yinhu.breachresponse.BreachException;
import dev.yinhu.breachresponse.Gate;
import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.IncidentState;
import dev.yinhu.breachresponse.Order;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The face of the room: what the law asks for an incident, until when, and what was decided. As a
 * gate it keeps an incident from assessed without decisions, from notified without first reports,
 * and from closed without final ones. Durable; blocks; safe for use by many threads and nodes.
 */
public final class Duties implements Gate {
  private final Jdbi jdbi;
  private final Acts acts;
  private final Jurisdictions laws;
  private final ClockStarts starts;
  private final InstantSource clock;
  private final ZoneId zone;

  /**
   * The schema {@code breach} is migrated.
   *
   * @param zone whose calendar days count
   */
  public Duties(
      Jdbi jdbi,
      Acts acts,
      Jurisdictions laws,
      ClockStarts starts,
      InstantSource clock,
      ZoneId zone) {
    this.jdbi = jdbi;
    this.acts = acts;
    this.laws = laws;
    this.starts = starts;
    this.clock = clock;
    this.zone = zone;
  }

  /** The duties that the data files know. */
  public Jurisdictions laws() {
    return laws;
  }

  /**
   * Computes from what is known which duties hold. Earlier assessments stay. Clocks start at the
   * earliest awareness that was ever entered: correcting it to a later time wins no time.
   *
   * @throws BreachException when there is no such incident
   */
  public Assessment assess(IncidentId incident, Facts facts, Order order) {
    Instant aware = starts.of(incident).aware().truncatedTo(ChronoUnit.MICROS);
    List<Duty> duties = laws.inForce(facts);
    Map<String, String> details =
        Map.of(
            "persons", Long.toString(facts.persons()),
            "level", facts.level().wire(),
            "duties", Integer.toString(duties.size()));
    return perform(
        incident,
        "duties-assess",
        details,
        order,
        (handle, now) -> assessed(handle, incident, facts, duties, aware, order, now));
  }

  private Assessment assessed(
      Handle handle,
      IncidentId incident,
      Facts facts,
      List<Duty> duties,
      Instant aware,
      Order order,
      Instant now) {
    Instant earliest =
        DutyStore.assessments(handle, incident).stream()
            .map(Assessment::aware)
            .reduce(aware, (one, other) -> other.isBefore(one) ? other : one);
    List<Clock> clocks =
        duties.stream().map(duty -> Clock.sinceAwareness(duty, earliest, zone)).toList();
    Assessment made = new Assessment(0, now, order.actor(), aware, facts, clocks);
    long number = DutyStore.assess(handle, incident, made);
    return new Assessment(number, now, order.actor(), aware, facts, clocks);
  }

  /** Every assessment, the first first. */
  public List<Assessment> assessments(IncidentId incident) {
    return jdbi.withHandle(handle -> DutyStore.assessments(handle, incident));
  }

  /** Every clock as it stands now; those of final reports last. */
  public List<ClockReading> clocks(IncidentId incident) {
    return standing(incident).book().read(laws, zone, clock.instant());
  }

  /**
   * Decides about a duty; an earlier decision about it stays in the history.
   *
   * @return the number of the decision
   * @throws ActRefused {@code duty-not-in-force}, {@code duty-not-waivable}, {@code ground-unknown}
   */
  public long decide(IncidentId incident, DutyName duty, Ruling ruling, Order order) {
    String choice = ruling instanceof Ruling.Tell ? Choice.TELL.wire() : Choice.DO_NOT_TELL.wire();
    Map<String, String> details = Map.of("duty", duty.toString(), "choice", choice);
    return perform(
        incident,
        "duty-decide",
        details,
        order,
        (handle, now) ->
            new Deciding(laws).decide(handle, incident, duty, ruling, order.actor(), now));
  }

  /**
   * Agrees to telling nobody, as another person than who decided.
   *
   * @throws ActRefused {@code decision-unknown}, {@code approval-not-needed}, {@code
   *     decision-superseded}, {@code approval-by-same-person}
   */
  public void approve(IncidentId incident, long decision, Order order) {
    var _ =
        perform(
            incident,
            "duty-approve",
            Map.of("decision", Long.toString(decision)),
            order,
            (handle, now) -> {
              Deciding.approve(handle, incident, decision, order.actor(), now);
              return decision;
            });
  }

  /**
   * Takes the decision about a duty back: there is none then, and its clock has run on.
   *
   * @throws ActRefused {@code decision-missing}
   */
  public void withdraw(IncidentId incident, DutyName duty, Reason why, Order order) {
    var _ =
        perform(
            incident,
            "duty-withdraw",
            Map.of("duty", duty.toString()),
            order,
            (handle, now) -> {
              Deciding.withdraw(handle, incident, duty, why, order.actor(), now);
              return duty;
            });
  }

  /** Every decision, the first first. */
  public List<Decision> decisions(IncidentId incident) {
    return jdbi.withHandle(handle -> DecisionStore.of(handle, incident));
  }

  /** Open clocks of duties by which it is decided that people are told. */
  public List<ClockReading> peopleToTell(IncidentId incident) {
    Standing standing = standing(incident);
    return standing.book().read(laws, zone, clock.instant()).stream()
        .filter(ClockReading::open)
        .filter(each -> standing.toBeTold(each.clock().duty()) && isOfPeople(each.clock().duty()))
        .toList();
  }

  /** Whether it is decided, by a duty in force, that people are told. */
  public boolean tellsPeople(IncidentId incident) {
    Standing standing = standing(incident);
    return standing.inForce().stream().filter(standing::toBeTold).anyMatch(this::isOfPeople);
  }

  private boolean isOfPeople(DutyName duty) {
    return laws.duty(duty).filter(each -> each.to() != Addressee.AUTHORITY).isPresent();
  }

  /**
   * Records that individuals or guardians were told, by notices that are counted elsewhere.
   *
   * @param lateReason needed when the clock is over
   * @throws ActRefused {@code decision-missing}, {@code late-reason-missing}, {@code
   *     duty-of-reports}
   */
  public void told(IncidentId incident, DutyName duty, Optional<Reason> lateReason, Order order) {
    if (laws.duty(duty).filter(each -> each.to() == Addressee.AUTHORITY).isPresent()) {
      throw new ActRefused("duty-of-reports", "authorities are told by filing a report");
    }
    var _ =
        perform(
            incident,
            "duty-told",
            Map.of("duty", duty.toString()),
            order,
            (handle, now) -> fulfil(handle, incident, duty, Stage.FIRST, lateReason, order, now));
  }

  /**
   * Records that a stage of a duty was done, within the caller's act.
   *
   * @throws ActRefused {@code decision-missing}, {@code late-reason-missing}
   */
  public Fulfilment fulfil(
      Handle handle,
      IncidentId incident,
      DutyName duty,
      Stage stage,
      Optional<Reason> lateReason,
      Order order,
      Instant now) {
    DutyStore.lock(handle, incident);
    Standing standing = Standing.of(handle, incident, starts.of(incident));
    Fulfilment how =
        new Fulfilling(standing, laws, zone).done(duty, stage, lateReason, order.actor(), now);
    DutyStore.fulfil(handle, incident, how);
    return how;
  }

  /** Records that a duty counts as not done any more, within the caller's act. */
  public void takeBack(
      Handle handle, IncidentId incident, DutyName duty, Order order, Instant now) {
    for (Stage stage : Stage.values()) {
      DutyStore.fulfil(
          handle,
          incident,
          new Fulfilment(duty, stage, now, order.actor(), Optional.empty(), true));
    }
  }

  @Override
  public List<Missing> missing(IncidentId incident, IncidentState next) {
    return new DutyGate(laws).missing(standing(incident), next);
  }

  private Standing standing(IncidentId incident) {
    ClockStarts.Start start = starts.of(incident);
    return jdbi.inTransaction(handle -> Standing.of(handle, incident, start));
  }

  private <T> T perform(
      IncidentId incident,
      String act,
      Map<String, String> details,
      Order order,
      Acts.Change<T> change) {
    return acts.perform(
        new Act(incident, act, details),
        order,
        (handle, now) -> {
          DutyStore.lock(handle, incident);
          return change.make(handle, now.truncatedTo(ChronoUnit.MICROS));
        });
  }
}
