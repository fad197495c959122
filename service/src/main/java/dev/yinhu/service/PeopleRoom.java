package dev.yinhu.service;

import dev.yinhu.breachresponse.Acts;
import dev.yinhu.breachresponse.Gate;
import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.compensation.Compensations;
import dev.yinhu.breachresponse.incident.Approvals;
import dev.yinhu.breachresponse.jurisdiction.Duties;
import dev.yinhu.breachresponse.scope.ScopeEstimate;
import dev.yinhu.breachresponse.scope.Scopes;
import dev.yinhu.breachresponse.tell.Addressees;
import dev.yinhu.breachresponse.tell.Affected;
import dev.yinhu.breachresponse.tell.AffectedPeople;
import dev.yinhu.breachresponse.tell.Guardians;
import dev.yinhu.breachresponse.tell.KnownPeople;
import dev.yinhu.breachresponse.tell.PersonLists;
import dev.yinhu.breachresponse.tell.Tellings;
import dev.yinhu.notices.Notices;
import dev.yinhu.notices.Sealer;
import dev.yinhu.notices.text.Texts;
import dev.yinhu.register.SubjectId;
import dev.yinhu.service.api.PeopleDesk;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/** Telling the people of incidents and making good, in a running service or for a command. */
final class PeopleRoom {
  /** Of ids. */
  static final String BOX = "addressees";

  private final PeopleDesk desk;
  private final Addressees addressees;
  private final Duties duties;
  private final InstantSource clock;

  /**
   * What it stands on outside of breach response.
   *
   * @param known the people whom the stores know
   * @param sealer of their ids
   * @param references of those of them who are known
   * @param limits what may be offered at once without two people, in minor units by currency
   */
  record Ground(
      Notices notices,
      Texts texts,
      KnownPeople known,
      Sealer sealer,
      Function<Collection<SubjectId>, Map<SubjectId, String>> references,
      Map<String, Long> limits) {}

  /** The neighbours in breach response. */
  record Neighbours(
      Jdbi jdbi,
      Acts acts,
      Scopes scopes,
      Duties duties,
      Guardians guardians,
      Approvals approvals) {}

  PeopleRoom(Ground ground, Neighbours with, InstantSource clock) {
    AffectedPeople people = new InLatestScope(with.scopes());
    this.duties = with.duties();
    this.clock = clock;
    this.addressees =
        new Addressees(
            with.jdbi(), people, with.guardians(), ground.known(), ground.sealer(), clock);
    Tellings tellings =
        new Tellings(
            with.jdbi(),
            new Tellings.Ground(
                with.acts(),
                ground.notices(),
                ground.texts(),
                people,
                addressees,
                with.guardians(),
                with.approvals()::use,
                duties::tellsPeople,
                clock));
    Compensations compensations =
        new Compensations(
            with.jdbi(),
            new Compensations.Ground(
                with.acts(),
                (incident, persons) -> among(with.scopes(), incident, persons),
                with.approvals()::use,
                ground.limits(),
                clock));
    this.desk =
        new PeopleDesk(tellings, addressees, lists(with), compensations, ground.references());
  }

  private PersonLists lists(Neighbours with) {
    return new PersonLists(
        new PersonLists.Ground(
            with.acts(),
            with.scopes(),
            addressees,
            with.approvals()::use,
            () -> with.approvals().granted(PersonLists.LEAVE, clock.instant())));
  }

  private static Set<String> among(Scopes scopes, IncidentId incident, Collection<String> persons) {
    Set<String> wanted = Set.copyOf(persons);
    try (Stream<String> all = scopes.persons(incident)) {
      return all.filter(wanted::contains).collect(Collectors.toUnmodifiableSet());
    }
  }

  PeopleDesk desk() {
    return desk;
  }

  /** Begins to tell those whom somebody asked to be told, until the closer closes. */
  void serve(Closer closer) {
    closer.add(TellingRounds.start(desk, duties, clock));
  }

  /** By which id the stores know somebody who is being told. */
  Optional<SubjectId> platformId(UUID person) {
    return addressees.id(person).map(SubjectId::new);
  }

  /** The persons of the latest estimate. */
  private record InLatestScope(Scopes scopes) implements AffectedPeople {
    @Override
    public long version(IncidentId incident) {
      return scopes.latest(incident).map(ScopeEstimate::number).orElse(0L);
    }

    @Override
    public Stream<Affected> of(IncidentId incident) {
      return scopes
          .inScope(incident)
          .map(person -> Affected.of(person.reference(), person.minor().orElse(false)));
    }
  }

  /** For both conditions of an incident's way. */
  List<Gate> gates() {
    return List.of(desk.tellings(), desk.compensations());
  }
}
