package dev.yinhu.breachresponse.tell;

import dev.yinhu.breachresponse.IncidentId;
import java.sql.Connection;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** SQL over {@code breach.told}. Thread-safe. */
final class ToldStore {
  private static final UUID FIRST = new UUID(0, 0);

  private final Jdbi jdbi;

  ToldStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Somebody's notice.
   *
   * @param tries counts from 1; more only after what was stopped unsent
   */
  record Told(Role role, UUID person, int tries) {}

  /** Those of them whom nobody told yet for this incident; they are this run's from now on. */
  static List<Told> take(Handle handle, Telling telling, Role role, Collection<UUID> persons) {
    return handle
        .createQuery(
            """
            insert into breach.told (incident, role, person, telling)
            select :incident, :role, person, :telling from unnest(cast(:persons as uuid[])) person
            on conflict (incident, role, person) do update
              set telling = excluded.telling, tries = told.tries + 1, outcome = 'waiting'
              where told.outcome = 'cancelled'
            returning person, tries
            """)
        .bind("incident", telling.incident().toString())
        .bind("role", role.wireName())
        .bind("telling", telling.number())
        .bind("persons", array(persons))
        .map((row, _) -> new Told(role, row.getObject("person", UUID.class), row.getInt("tries")))
        .list();
  }

  /** Goes through the notices of an incident, some at a time. */
  final class Walk {
    private final IncidentId incident;
    private final Role role;
    private final boolean all;
    private UUID last = FIRST;
    private boolean begun;

    Walk(IncidentId incident, Role role, boolean all) {
      this.incident = incident;
      this.role = role;
      this.all = all;
    }

    /** The next; empty at the end. */
    List<Told> next(int most) {
      List<Told> found =
          jdbi.withHandle(handle ->
              handle
                  .createQuery(
                      "select person, tries from breach.told where incident = :incident and role ="
                          + " :role"
                          + (begun
                              ? " and person > cast(:last as uuid)"
                              : " and person >= cast(:last as uuid)")
                          + (all ? "" : " and outcome = 'waiting'")
                          + " order by person limit :most")
                  .bind("incident", incident.toString())
                  .bind("role", role.wireName())
                  .bind("last", last.toString())
                  .bind("most", most)
                  .map((row, _) ->
                      new Told(role, row.getObject("person", UUID.class), row.getInt("tries")))
                  .list());
      if (!found.isEmpty()) {
        last = found.getLast().person();
        begun = true;
      }
      return found;
    }
  }

  Walk walk(IncidentId incident, Role role, boolean all) {
    return new Walk(incident, role, all);
  }

  /** Writes down what became of some, each of the try that is meant; of others nothing changes. */
  void settle(IncidentId incident, Fate fate, List<Told> whom) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                """
                update breach.told t set outcome = :outcome
                from unnest(cast(:roles as text[]), cast(:persons as uuid[]), cast(:tries as integer[]))
                  as v (role, person, tries)
                where t.incident = :incident and t.role = v.role and t.person = v.person and t.tries = v.tries
                  and t.outcome <> :outcome
                """)
            .bind("outcome", fate.wireName())
            .bind("incident", incident.toString())
            .bind("roles", joined(whom.stream().map(each -> each.role().wireName()).toList()))
            .bind("persons", array(whom.stream().map(Told::person).toList()))
            .bind(
                "tries", joined(whom.stream().map(each -> Integer.toString(each.tries())).toList()))
            .execute());
  }

  TellingTotals totals(IncidentId incident, Role role) {
    Map<Fate, Long> count = new EnumMap<>(Fate.class);
    jdbi.useHandle(handle ->
        handle
            .createQuery(
                "select outcome, count(*) from breach.told where incident = :incident and role ="
                    + " :role group by outcome")
            .bind("incident", incident.toString())
            .bind("role", role.wireName())
            .map((row, _) -> Map.entry(Fate.parse(row.getString(1)), row.getLong(2)))
            .forEach(each -> count.put(each.getKey(), each.getValue())));
    return new TellingTotals(
        count.values().stream().mapToLong(Long::longValue).sum(),
        count.getOrDefault(Fate.TOLD, 0L),
        count.getOrDefault(Fate.FAILED, 0L),
        count.getOrDefault(Fate.UNREACHABLE, 0L),
        count.getOrDefault(Fate.ERASED, 0L),
        count.getOrDefault(Fate.WAITING, 0L),
        count.getOrDefault(Fate.CANCELLED, 0L));
  }

  /** Incidents of which it is not known what became of all notices. */
  List<IncidentId> waiting() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select distinct incident from breach.told where outcome = 'waiting'")
            .map((row, _) -> IncidentId.parse(row.getString(1)))
            .list());
  }

  /** The connection of a transaction, for the outbox. */
  static Connection transaction(Handle handle) {
    return handle.getConnection();
  }

  private static String array(Collection<UUID> persons) {
    return joined(persons.stream().map(UUID::toString).toList());
  }

  private static String joined(List<String> values) {
    return values.stream().collect(Collectors.joining(",", "{", "}"));
  }
}
