package dev.yinhu.breachresponse.minor;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** SQL over {@code breach.minor}. Thread-safe. */
final class MinorStore {
  private final Jdbi jdbi;

  MinorStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  static void keep(Handle handle, UUID person, MinorMark mark, String by, Instant now) {
    handle
        .createUpdate(
            """
            insert into breach.minor (person, minor, until, guardian, told_at, told_by)
            values (:person, :minor, :until, :guardian, :now, :by)
            on conflict (person) do update set minor = excluded.minor, until = excluded.until,
              guardian = excluded.guardian, told_at = excluded.told_at, told_by = excluded.told_by
            """)
        .bind("person", person)
        .bind("minor", mark.minor().orElseThrow())
        .bind("until", mark.end().orElse(null))
        .bind("guardian", mark.guardian().map(MinorBook::uuid).orElse(null))
        .bind("now", now.atOffset(ZoneOffset.UTC))
        .bind("by", by)
        .execute();
  }

  static void forget(Handle handle, UUID person) {
    handle
        .createUpdate("delete from breach.minor where person = :person")
        .bind("person", person)
        .execute();
  }

  /** As a minor and as somebody's guardian. */
  static int forgetAltogether(Handle handle, UUID person) {
    forget(handle, person);
    return handle
        .createUpdate("update breach.minor set guardian = null where guardian = :person")
        .bind("person", person)
        .execute();
  }

  /** Whether anything is kept of them. */
  boolean knows(UUID person) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select exists (select from breach.minor"
                    + " where person = :person or guardian = :person)")
            .bind("person", person)
            .mapTo(Boolean.class)
            .one());
  }

  /** Of those of whom it is told. */
  Map<UUID, Boolean> among(Collection<UUID> persons, LocalDate today) {
    Map<UUID, Boolean> found = new HashMap<>();
    jdbi.useHandle(handle ->
        handle
            .createQuery(
                """
                select person, minor and (until is null or until > :today) as minor
                from breach.minor where person = any (cast(:persons as uuid[]))
                """)
            .bind("today", today)
            .bind("persons", array(persons))
            .map(
                (row, _) -> Map.entry(row.getObject("person", UUID.class), row.getBoolean("minor")))
            .forEach(each -> found.put(each.getKey(), each.getValue())));
    return found;
  }

  Map<UUID, UUID> guardians(Collection<UUID> minors) {
    Map<UUID, UUID> found = new HashMap<>();
    jdbi.useHandle(handle ->
        handle
            .createQuery(
                """
                select person, guardian from breach.minor
                where guardian is not null and person = any (cast(:persons as uuid[]))
                """)
            .bind("persons", array(minors))
            .map((row, _) ->
                Map.entry(
                    row.getObject("person", UUID.class), row.getObject("guardian", UUID.class)))
            .forEach(each -> found.put(each.getKey(), each.getValue())));
    return found;
  }

  private static String array(Collection<UUID> values) {
    return values.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
  }
}
