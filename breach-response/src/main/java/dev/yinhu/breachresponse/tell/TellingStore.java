package dev.yinhu.breachresponse.tell;

import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.Order;
import dev.yinhu.notices.ChannelKind;
import dev.yinhu.notices.Language;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** SQL over {@code breach.telling}. Thread-safe. */
final class TellingStore {
  private final Jdbi jdbi;

  TellingStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** A run, locked until its transaction ends, with what only the one who works on it needs. */
  record Locked(Telling telling, @Nullable UUID cursor, Instant nextDue) {
    /** Whether it was put into the outbox before, by this node or another. */
    boolean isPast(UUID person) {
      return cursor != null && cursor.toString().compareTo(person.toString()) >= 0;
    }
  }

  /** What a chunk adds. */
  record Advance(
      UUID cursor, Instant nextDue, long seen, long taken, long guardians, long unknown) {}

  static boolean runs(Handle handle, IncidentId incident) {
    return handle
        .createQuery(
            "select exists (select from breach.telling where incident = :incident and state ="
                + " 'running')")
        .bind("incident", incident.toString())
        .mapTo(Boolean.class)
        .one();
  }

  static long add(Handle handle, IncidentId incident, Order order, Telling.Said said, Instant now) {
    return handle
        .createQuery(
            """
            insert into breach.telling (incident, state, at, actor, request, template, version, language, words,
              channels, per_minute, within_seconds, scope, next_due)
            values (:incident, 'running', :now, :actor, :request, :template, :version, :language, :words,
              :channels, :perMinute, :within, 0, :now) returning number
            """)
        .bind("incident", incident.toString())
        .bind("now", time(now))
        .bind("actor", order.actor())
        .bind("request", order.requestId())
        .bind("template", said.template())
        .bind("version", said.version())
        .bind("language", said.language().tag())
        .bind("words", lines(said.words()))
        .bind("channels", channels(said.channels()))
        .bind("perMinute", said.perMinute())
        .bind("within", said.within().toSeconds())
        .mapTo(Long.class)
        .one();
  }

  static Optional<Locked> locked(Handle handle, long number) {
    return handle
        .createQuery("select * from breach.telling where number = :number for update")
        .bind("number", number)
        .map((row, _) ->
            new Locked(telling(row), row.getObject("cursor", UUID.class), instant(row, "next_due")))
        .findOne();
  }

  /** Another scope: it goes through it from the beginning. */
  static void anew(Handle handle, long number, long scope) {
    handle
        .createUpdate(
            "update breach.telling set scope = :scope, cursor = null, seen = 0,"
                + " guardians_unknown = 0 where number = :number")
        .bind("scope", scope)
        .bind("number", number)
        .execute();
  }

  static void advance(Handle handle, long number, Advance by) {
    handle
        .createUpdate(
            """
            update breach.telling set cursor = cast(:cursor as uuid), next_due = :due, seen = seen + :seen,
              taken = taken + :taken, guardians = guardians + :guardians,
              guardians_unknown = guardians_unknown + :unknown
            where number = :number
            """)
        .bind("cursor", by.cursor().toString())
        .bind("due", time(by.nextDue()))
        .bind("seen", by.seen())
        .bind("taken", by.taken())
        .bind("guardians", by.guardians())
        .bind("unknown", by.unknown())
        .bind("number", number)
        .execute();
  }

  static void state(Handle handle, long number, TellingState state) {
    handle
        .createUpdate("update breach.telling set state = :state where number = :number")
        .bind("state", state.wireName())
        .bind("number", number)
        .execute();
  }

  List<Telling> of(IncidentId incident) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select * from breach.telling where incident = :incident order by number")
            .bind("incident", incident.toString())
            .map((row, _) -> telling(row))
            .list());
  }

  List<IncidentId> since(Instant from) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select distinct incident from breach.telling where at >= :from")
            .bind("from", time(from))
            .map((row, _) -> IncidentId.parse(row.getString(1)))
            .list());
  }

  List<Telling> running() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select * from breach.telling where state = 'running' order by number")
            .map((row, _) -> telling(row))
            .list());
  }

  private static Telling telling(ResultSet row) throws SQLException {
    return new Telling(
        row.getLong("number"),
        IncidentId.parse(row.getString("incident")),
        TellingState.parse(row.getString("state")),
        instant(row, "at"),
        new Order(row.getString("actor"), row.getString("request")),
        said(row),
        row.getLong("scope"),
        row.getLong("seen"),
        row.getLong("taken"),
        row.getLong("guardians"),
        row.getLong("guardians_unknown"));
  }

  private static Telling.Said said(ResultSet row) throws SQLException {
    return new Telling.Said(
        row.getString("template"),
        row.getInt("version"),
        Language.parse(row.getString("language")),
        words(row.getString("words")),
        Arrays.stream(row.getString("channels").split(" ")).map(ChannelKind::parse).toList(),
        row.getInt("per_minute"),
        Duration.ofSeconds(row.getLong("within_seconds")));
  }

  private static String channels(List<ChannelKind> channels) {
    return channels.stream().map(ChannelKind::wireName).collect(Collectors.joining(" "));
  }

  private static String lines(Map<String, String> words) {
    return new TreeMap<>(words)
        .entrySet().stream()
            .map(each -> each.getKey() + " " + each.getValue())
            .collect(Collectors.joining("\n"));
  }

  private static Map<String, String> words(String lines) {
    return lines
        .lines()
        .map(line -> line.split(" ", 2))
        .collect(Collectors.toMap(part -> part[0], part -> part[1]));
  }

  static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
