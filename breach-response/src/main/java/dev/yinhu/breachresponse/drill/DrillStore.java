package dev.yinhu.breachresponse.drill;

import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.Order;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** SQL over {@code breach.drill} and {@code breach.drill_score}. Thread-safe. */
final class DrillStore {
  private final Jdbi jdbi;

  DrillStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** A new drill. */
  record Begun(
      Scenario scenario,
      int speed,
      boolean pilot,
      long logFrom,
      long register,
      String purpose,
      List<String> fields) {
    Begun {
      fields = List.copyOf(fields);
    }
  }

  /** A drill that this node plays, with what only the player needs. */
  record Held(
      Drill drill, Order order, Declared declared, long logFrom, Instant seen, boolean takenOver) {}

  /** What accesses are made up of. */
  record Declared(List<String> fields, String purpose, long register) {
    Declared {
      fields = List.copyOf(fields);
    }
  }

  static Drill add(Handle handle, Begun begun, Order order, Instant now) {
    return handle
        .createQuery(
            """
            insert into breach.drill (scenario, sha256, speed, pilot, actor, request, state, began, seen, log_from,
              register, purpose, fields, lease)
            values (:scenario, :sha256, :speed, :pilot, :actor, :request, 'running', :now, :now, :logFrom,
              :register, :purpose, :fields, :now) returning *
            """)
        .bind("scenario", begun.scenario().key())
        .bind("sha256", begun.scenario().sha256())
        .bind("speed", begun.speed())
        .bind("pilot", begun.pilot())
        .bind("actor", order.actor())
        .bind("request", order.requestId())
        .bind("now", time(now))
        .bind("logFrom", begun.logFrom())
        .bind("register", begun.register())
        .bind("purpose", begun.purpose())
        .bind("fields", String.join(" ", begun.fields()))
        .map((row, _) -> drill(row))
        .one();
  }

  /** Takes on the drills that nobody plays, or that this holder does. */
  List<Held> hold(UUID holder, Instant now, Duration lease) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                update breach.drill d set holder = :holder, lease = :end
                from (select number, holder from breach.drill
                      where state = 'running' and (holder = :holder or lease <= :now) for update skip locked) o
                where d.number = o.number returning d.*, (o.holder is distinct from :holder) as taken_over
                """)
            .bind("holder", holder)
            .bind("now", time(now))
            .bind("end", time(now.plus(lease)))
            .map((row, _) -> held(row))
            .list());
  }

  private static Held held(ResultSet row) throws SQLException {
    return new Held(
        drill(row),
        new Order(row.getString("actor"), row.getString("request")),
        new Declared(
            List.of(row.getString("fields").split(" ")),
            row.getString("purpose"),
            row.getLong("register")),
        row.getLong("log_from"),
        instant(row.getObject("seen", OffsetDateTime.class)).orElseThrow(),
        row.getBoolean("taken_over"));
  }

  /** The drill's clock goes on. */
  void elapsed(long number, Duration elapsed, Instant seen) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                "update breach.drill set elapsed = :elapsed, seen = :seen where number = :number")
            .bind("elapsed", elapsed.toMillis())
            .bind("seen", time(seen))
            .bind("number", number)
            .execute());
  }

  void reached(long number, Map<Goal, Duration> reached) {
    String text =
        new EnumMap<>(reached)
            .entrySet().stream()
                .map(each -> each.getKey().wire() + "=" + each.getValue().toMillis())
                .collect(Collectors.joining(" "));
    set(number, "reached = :value", text);
  }

  void entries(long number, int entries) {
    set(number, "entries = :value", entries);
  }

  void injects(long number, int injects) {
    set(number, "injects = :value", injects);
  }

  void incident(long number, IncidentId incident) {
    set(number, "incident = :value", incident.toString());
  }

  void trouble(long number, String trouble) {
    set(number, "trouble = :value", trouble);
  }

  private void set(long number, String what, Object value) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate("update breach.drill set " + what + " where number = :number")
            .bind("value", value)
            .bind("number", number)
            .execute());
  }

  /** Ends it with its score, once; false when it ended before. */
  static boolean end(Handle handle, long number, Drill.State state, ScoreCard score, Instant now) {
    int ended =
        handle
            .createUpdate(
                "update breach.drill set state = :state, ended = :now where number = :number and"
                    + " state = 'running'")
            .bind("state", state.wireName())
            .bind("now", time(now))
            .bind("number", number)
            .execute();
    if (ended == 0) {
      return false;
    }
    int place = 0;
    for (ScoreCard.Line line : score.lines()) {
      add(handle, number, place++, line);
    }
    return true;
  }

  private static void add(Handle handle, long number, int place, ScoreCard.Line line) {
    handle
        .createUpdate(
            """
            insert into breach.drill_score (drill, place, item, target, measured, points, of, why)
            values (:drill, :place, :item, :target, :measured, :points, :of, :why)
            """)
        .bind("drill", number)
        .bind("place", place)
        .bind("item", line.item())
        .bind("target", line.target().map(Duration::toSeconds).orElse(null))
        .bind("measured", line.measured().map(Duration::toSeconds).orElse(null))
        .bind("points", line.points())
        .bind("of", line.of())
        .bind("why", line.why())
        .execute();
  }

  Optional<ScoreCard> score(long number) {
    List<ScoreCard.Line> lines =
        jdbi.withHandle(handle ->
            handle
                .createQuery("select * from breach.drill_score where drill = :drill order by place")
                .bind("drill", number)
                .map((row, _) ->
                    new ScoreCard.Line(
                        row.getString("item"),
                        seconds(row.getObject("target", Long.class)),
                        seconds(row.getObject("measured", Long.class)),
                        row.getInt("points"),
                        row.getInt("of"),
                        row.getString("why")))
                .list());
    return lines.isEmpty() ? Optional.empty() : Optional.of(new ScoreCard(lines));
  }

  private static Optional<Duration> seconds(@Nullable Long value) {
    return Optional.ofNullable(value).map(Duration::ofSeconds);
  }

  List<String> fields(long number) {
    return List.of(
        jdbi.withHandle(handle ->
                handle
                    .createQuery("select fields from breach.drill where number = :number")
                    .bind("number", number)
                    .mapTo(String.class)
                    .one())
            .split(" "));
  }

  Optional<Drill> find(long number) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select * from breach.drill where number = :number")
            .bind("number", number)
            .map((row, _) -> drill(row))
            .findOne());
  }

  /** The newest first. */
  List<Drill> list(int most) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select * from breach.drill order by number desc limit :most")
            .bind("most", most)
            .map((row, _) -> drill(row))
            .list());
  }

  /** Those that ended before this one, of the same scenario; the newest first. */
  List<Drill> before(Drill drill, int most) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select * from breach.drill where scenario = :scenario and number < :number and"
                    + " state <> 'running' order by number desc limit :most")
            .bind("scenario", drill.scenario())
            .bind("number", drill.number())
            .bind("most", most)
            .map((row, _) -> drill(row))
            .list());
  }

  private static Drill drill(ResultSet row) throws SQLException {
    return new Drill(
        row.getLong("number"),
        row.getString("scenario"),
        row.getString("sha256"),
        row.getInt("speed"),
        row.getBoolean("pilot"),
        row.getString("actor"),
        Drill.State.parse(row.getString("state")),
        instant(row.getObject("began", OffsetDateTime.class)).orElseThrow(),
        instant(row.getObject("ended", OffsetDateTime.class)),
        Duration.ofMillis(row.getLong("elapsed")),
        reached(row.getString("reached")),
        row.getInt("entries"),
        row.getInt("injects"),
        Optional.ofNullable(row.getString("incident")).map(IncidentId::parse),
        row.getString("trouble"));
  }

  private static Map<Goal, Duration> reached(String text) {
    Map<Goal, Duration> reached = new EnumMap<>(Goal.class);
    for (String each : text.isEmpty() ? new String[0] : text.split(" ")) {
      String[] part = each.split("=", 2);
      reached.put(Goal.parse(part[0]), Duration.ofMillis(Long.parseLong(part[1])));
    }
    return reached;
  }

  private static Optional<Instant> instant(@Nullable OffsetDateTime time) {
    return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
