package dev.yinhu.breachresponse.scope;

import dev.yinhu.breachresponse.IncidentId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * SQL over {@code breach.estimate} and {@code breach.estimate_persons}. Rows are added and never
 * changed. Thread-safe.
 */
final class EstimateStore {
  private static final String COLUMNS = "number, incident, at, actor, tree_size, root, content";
  private static final int ROWS_AT_ONCE = 64;

  private final Jdbi jdbi;

  EstimateStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Gives its number. */
  static long add(
      Handle handle,
      IncidentId incident,
      Instant at,
      String actor,
      EstimateJson.Content content,
      long treeSize,
      byte[] root) {
    return handle
        .createQuery(
            """
            insert into breach.estimate
              (incident, at, actor, tree_size, root, persons, records, content)
            values
              (:incident, :at, :actor, :size, :root, :persons, :records, cast(:content as jsonb))
            returning number
            """)
        .bind("incident", incident.toString())
        .bind("at", at.atOffset(ZoneOffset.UTC))
        .bind("actor", actor)
        .bind("size", treeSize)
        .bind("root", root)
        .bind("persons", content.figures().persons())
        .bind("records", content.figures().records())
        .bind("content", EstimateJson.write(content))
        .mapTo(Long.class)
        .one();
  }

  /** Takes rows of persons. */
  static final class Persons implements AutoCloseable {
    private final PreparedBatch batch;
    private final long estimate;

    Persons(Handle handle, long estimate) {
      this.estimate = estimate;
      this.batch =
          handle.prepareBatch(
              "insert into breach.estimate_persons (estimate, chunk, refs)"
                  + " values (:estimate, :chunk, :refs)");
    }

    void add(int chunk, byte[] refs) {
      batch.bind("estimate", estimate).bind("chunk", chunk).bind("refs", refs).add();
      if (batch.size() == ROWS_AT_ONCE) {
        batch.execute();
      }
    }

    @Override
    public void close() {
      if (batch.size() > 0) {
        batch.execute();
      }
      batch.close();
    }
  }

  Optional<ScopeEstimate> latest(IncidentId incident) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select "
                    + COLUMNS
                    + " from breach.estimate where incident = :incident order by number desc limit"
                    + " 1")
            .bind("incident", incident.toString())
            .map((row, _) -> estimate(row))
            .findOne());
  }

  List<ScopeEstimate> all(IncidentId incident) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select "
                    + COLUMNS
                    + " from breach.estimate where incident = :incident order by number")
            .bind("incident", incident.toString())
            .map((row, _) -> estimate(row))
            .list());
  }

  /** A row of persons; empty past the last. */
  Optional<byte[]> persons(long estimate, int chunk) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select refs from breach.estimate_persons"
                    + " where estimate = :estimate and chunk = :chunk")
            .bind("estimate", estimate)
            .bind("chunk", chunk)
            .mapTo(byte[].class)
            .findOne());
  }

  private static ScopeEstimate estimate(ResultSet row) throws SQLException {
    EstimateJson.Content content = EstimateJson.read(row.getString("content"));
    return new ScopeEstimate(
        row.getLong("number"),
        IncidentId.parse(row.getString("incident")),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getString("actor"),
        content.query(),
        row.getLong("tree_size"),
        HexFormat.of().formatHex(row.getBytes("root")),
        content.figures());
  }
}
