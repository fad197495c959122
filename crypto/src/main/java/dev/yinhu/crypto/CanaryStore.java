package dev.yinhu.crypto;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** SQL over canaries; knows sealed marks only. */
final class CanaryStore {
  /** Told to every node when canaries were added or retired. */
  static final String CHANNEL = "yinhu_canaries";

  private final Jdbi jdbi;

  CanaryStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  record Row(String kind, String field, WrappedKey sealed) {}

  /** The canaries that are not retired. */
  List<Row> live() {
    return jdbi.withHandle(handle ->
        handle
            .select("select kind, field, sealed from crypto.canary where retired_at is null")
            .map((rs, context) ->
                new Row(
                    rs.getString("kind"),
                    rs.getString("field"),
                    new WrappedKey(rs.getBytes("sealed"))))
            .list());
  }

  void add(List<Row> rows, Instant now) {
    jdbi.useTransaction(handle -> {
      handle.execute(
          "insert into crypto.canary (kind, field, sealed, created_at) select kind, field, sealed,"
              + " ? from unnest(?::text[], ?::text[], ?::bytea[]) as added (kind, field, sealed)",
          now,
          rows.stream().map(Row::kind).toArray(String[]::new),
          rows.stream().map(Row::field).toArray(String[]::new),
          rows.stream().map(row -> row.sealed().bytes()).toArray(byte[][]::new));
      handle.execute("select pg_notify(?, '')", CHANNEL);
    });
  }

  /** Retires those of a field; how many there were. */
  int retire(String field, Instant now) {
    return jdbi.inTransaction(handle -> {
      int retired =
          handle.execute(
              "update crypto.canary set retired_at = ? where field = ? and retired_at is null",
              now,
              field);
      handle.execute("select pg_notify(?, '')", CHANNEL);
      return retired;
    });
  }

  List<Canaries.Count> counts() {
    return jdbi.withHandle(handle ->
        handle
            .select(
                "select field, count(*) filter (where retired_at is null) as live,"
                    + " count(retired_at) as retired from crypto.canary group by field"
                    + " order by field")
            .map((rs, context) ->
                new Canaries.Count(
                    rs.getString("field"), rs.getLong("live"), rs.getLong("retired")))
            .list());
  }
}
