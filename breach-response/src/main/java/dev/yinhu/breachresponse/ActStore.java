package dev.yinhu.breachresponse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** SQL over {@code breach.act_under_way}. Thread-safe. */
final class ActStore {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, String>> DETAILS = new TypeReference<>() {};

  /**
   * An act whose outcome is not logged.
   *
   * @param details as its entries in the log have them
   * @param logFrom size of the log before its intent
   * @param made whether its change was made
   */
  record UnderWay(
      UUID id, String act, Order order, Map<String, String> details, long logFrom, boolean made) {
    UnderWay {
      details = Map.copyOf(details);
    }
  }

  private final Jdbi jdbi;

  ActStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  void begin(UnderWay act) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                """
                insert into breach.act_under_way (id, act, actor, request, details, log_from)
                values (:id, :act, :actor, :request, cast(:details as jsonb), :from)
                """)
            .bind("id", act.id())
            .bind("act", act.act())
            .bind("actor", act.order().actor())
            .bind("request", act.order().requestId())
            .bind("details", text(act.details()))
            .bind("from", act.logFrom())
            .execute());
  }

  /**
   * Holds the row until the transaction ends, so that nobody gives the act up meanwhile.
   *
   * @return false when somebody has
   */
  static boolean hold(Handle handle, UUID id) {
    return handle
        .createQuery("select 1 from breach.act_under_way where id = :id for update")
        .bind("id", id)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  static void made(Handle handle, UUID id) {
    handle
        .createUpdate(
            "update breach.act_under_way set made = true, seen = clock_timestamp() where id = :id")
        .bind("id", id)
        .execute();
  }

  void end(UUID id) {
    jdbi.useHandle(handle -> end(handle, id));
  }

  static void end(Handle handle, UUID id) {
    handle.createUpdate("delete from breach.act_under_way where id = :id").bind("id", id).execute();
  }

  /** One that has come no further for so long, held until the transaction ends. */
  static Optional<UnderWay> left(Handle handle, Duration silent) {
    return handle
        .createQuery(
            """
            select * from breach.act_under_way
            where seen <= clock_timestamp() - make_interval(secs => :seconds)
            order by seen limit 1 for update skip locked
            """)
        .bind("seconds", silent.toMillis() / 1e3)
        .map((row, _) -> read(row))
        .findOne();
  }

  private static UnderWay read(ResultSet row) throws SQLException {
    return new UnderWay(
        row.getObject("id", UUID.class),
        row.getString("act"),
        new Order(row.getString("actor"), row.getString("request")),
        details(row.getString("details")),
        row.getLong("log_from"),
        row.getBoolean("made"));
  }

  private static String text(Map<String, String> details) {
    try {
      return JSON.writeValueAsString(new TreeMap<>(details));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of texts cannot be written as JSON", e);
    }
  }

  private static Map<String, String> details(String json) {
    try {
      return JSON.readValue(json, DETAILS);
    } catch (JsonProcessingException e) {
      throw new BreachException("an act under way is damaged: its details are no JSON", e);
    }
  }
}
