package dev.yinhu.fieldaccess;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** SQL over the counts of values read today. */
final class DailyUseStore {
  private final Jdbi jdbi;

  DailyUseStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Adds the counts of this node, so that the row holds the sum over all nodes. */
  void add(LocalDate day, Map<DailyUse.Who, Long> counts) {
    jdbi.useHandle(handle -> {
      PreparedBatch batch =
          handle.prepareBatch(
              "insert into access.daily_use (day, caller, purpose, used) values (?, ?, ?, ?)"
                  + " on conflict (day, caller, purpose)"
                  + " do update set used = daily_use.used + excluded.used");
      counts.forEach(
          (who, count) -> batch.add(day, who.caller().value(), who.purpose().key(), count));
      batch.execute();
    });
  }

  /** The sums over all nodes. */
  Map<DailyUse.Who, Long> of(LocalDate day) {
    return jdbi.withHandle(handle ->
        handle
            .select("select caller, purpose, used from access.daily_use where day = ?", day)
            .reduceRows(
                new HashMap<>(),
                (all, row) -> {
                  all.put(
                      DailyUse.Who.of(
                          row.getColumn("caller", String.class),
                          row.getColumn("purpose", String.class)),
                      row.getColumn("used", Long.class));
                  return all;
                }));
  }

  void removeBefore(LocalDate day) {
    jdbi.useHandle(handle -> handle.execute("delete from access.daily_use where day < ?", day));
  }
}
