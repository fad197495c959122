package dev.yinhu.breachresponse.tell;

import dev.yinhu.breachresponse.IncidentId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** SQL over {@code breach.addressee} and {@code breach.addressee_search}. Thread-safe. */
final class AddresseeStore {
  private final Jdbi jdbi;

  AddresseeStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** A person and their sealed id in hexadecimal digits. */
  record Sealed(UUID person, String id) {}

  Optional<AddresseeSearch> search(IncidentId incident) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select * from breach.addressee_search where incident = :incident")
            .bind("incident", incident.toString())
            .map((row, _) ->
                new AddresseeSearch(
                    row.getLong("scope"),
                    row.getString("state"),
                    row.getLong("looked"),
                    row.getLong("found"),
                    row.getLong("persons"),
                    row.getString("fault"),
                    TellingStore.instant(row, "at")))
            .findOne());
  }

  /**
   * Takes the search on, unless it is done for that scope or somebody is at it.
   *
   * @param quiet for how long whoever was at it has done nothing, before another takes it on
   */
  boolean claim(IncidentId incident, long scope, Instant now, Duration quiet) {
    return jdbi.withHandle(handle ->
        handle
            .createUpdate(
                """
                insert into breach.addressee_search as s (incident, scope, state, at)
                values (:incident, :scope, 'running', :now)
                on conflict (incident) do update
                  set scope = :scope, state = 'running', looked = 0, fault = '', at = :now
                  where s.at < :quiet or (s.state = 'done' and s.scope < :scope)
                """)
            .bind("incident", incident.toString())
            .bind("scope", scope)
            .bind("now", TellingStore.time(now))
            .bind("quiet", TellingStore.time(now.minus(quiet)))
            .execute())
        == 1;
  }

  /** Adds persons whose ids are to be found; those who are there stay as they are. */
  void want(IncidentId incident, List<UUID> persons) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                "insert into breach.addressee (incident, person) select :incident, person from"
                    + " unnest(cast(:persons as uuid[])) person on conflict do nothing")
            .bind("incident", incident.toString())
            .bind("persons", array(persons.stream().map(UUID::toString).toList()))
            .execute());
  }

  /** Those of them who are of the incident, and whose id is not known. */
  Set<UUID> wanted(IncidentId incident, List<UUID> persons) {
    return Set.copyOf(
        jdbi.withHandle(handle ->
            handle
                .createQuery(
                    "select person from breach.addressee where incident = :incident and id_sealed"
                        + " is null and person = any (cast(:persons as uuid[]))")
                .bind("incident", incident.toString())
                .bind("persons", array(persons.stream().map(UUID::toString).toList()))
                .mapTo(UUID.class)
                .list()));
  }

  /** Keeps what was found, and how far the search is. */
  void found(IncidentId incident, List<Sealed> some, long looked, Instant now) {
    jdbi.useTransaction(handle -> {
      if (!some.isEmpty()) {
        handle
            .createUpdate(
                """
                update breach.addressee a set id_sealed = decode(v.id, 'hex')
                from unnest(cast(:persons as uuid[]), cast(:ids as text[])) as v (person, id)
                where a.incident = :incident and a.person = v.person
                """)
            .bind("incident", incident.toString())
            .bind("persons", array(some.stream().map(each -> each.person().toString()).toList()))
            .bind("ids", array(some.stream().map(Sealed::id).toList()))
            .execute();
      }
      handle
          .createUpdate(
              "update breach.addressee_search set looked = looked + :looked, at = :now where"
                  + " incident = :incident")
          .bind("incident", incident.toString())
          .bind("looked", looked)
          .bind("now", TellingStore.time(now))
          .execute();
    });
  }

  /** Ends a search; with a fault it is begun anew later. */
  void end(IncidentId incident, Optional<String> fault, Instant now) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                """
                update breach.addressee_search s
                set state = :state, fault = :fault, at = :now, found = c.found, persons = c.persons
                from (select count(*) as persons, count(id_sealed) as found
                      from breach.addressee where incident = :incident) c
                where s.incident = :incident
                """)
            .bind("incident", incident.toString())
            .bind("state", fault.isPresent() ? "failed" : "done")
            .bind("fault", fault.orElse(""))
            .bind("now", TellingStore.time(now))
            .execute());
  }

  /** The sealed id of a person of any incident. */
  Optional<byte[]> id(UUID person) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select id_sealed from breach.addressee where person = :person and id_sealed is"
                    + " not null limit 1")
            .bind("person", person)
            .mapTo(byte[].class)
            .findOne());
  }

  /** The sealed ids of some persons of an incident; those without one are left out. */
  Map<UUID, byte[]> ids(IncidentId incident, List<UUID> persons) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select person, id_sealed from breach.addressee where incident = :incident and"
                    + " id_sealed is not null and person = any (cast(:persons as uuid[]))")
            .bind("incident", incident.toString())
            .bind("persons", array(persons.stream().map(UUID::toString).toList()))
            .reduceRows(
                new HashMap<>(),
                (found, row) -> {
                  found.put(
                      row.getColumn("person", UUID.class),
                      row.getColumn("id_sealed", byte[].class));
                  return found;
                }));
  }

  /**
   * Deletes those of incidents of which no run is underway, no notice waits, and no leave for a
   * list holds or was used just now.
   *
   * @param since what was used, or searched without an end, before that is over
   */
  int forget(String list, Instant now, Instant since) {
    return jdbi.withHandle(handle ->
        handle
            .createUpdate(
                """
                with over as (
                  delete from breach.addressee_search s where (s.state = 'done' or s.at < :since)
                    and not exists (select from breach.telling t where t.incident = s.incident and t.state = 'running')
                    and not exists (select from breach.told w where w.incident = s.incident and w.outcome = 'waiting')
                    and not exists (select from breach.approval p where p.incident = s.incident and p.what = :list
                      and p.granted_at is not null and (p.used_at >= :since or p.used_at is null and p.expires > :now))
                  returning incident)
                delete from breach.addressee a using over where a.incident = over.incident
                """)
            .bind("list", list)
            .bind("now", TellingStore.time(now))
            .bind("since", TellingStore.time(since))
            .execute());
  }

  private static String array(List<String> values) {
    return values.stream().collect(Collectors.joining(",", "{", "}"));
  }
}
