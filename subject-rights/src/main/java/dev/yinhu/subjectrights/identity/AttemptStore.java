package dev.yinhu.subjectrights.identity;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.jdbi.v3.core.Jdbi;

/** SQL over {@code rights.attempt_count}. Safe for use by many threads and nodes. */
final class AttemptStore {
  private final Jdbi jdbi;

  AttemptStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** How many there were since the window began. */
  record Counted(int count, Instant began) {}

  /** Counts one; how many there were in the window with it. */
  int count(AttemptLimit limit, int slot, Instant now) {
    return counted(limit, slot, now).count();
  }

  /** The same with the window's beginning. */
  Counted counted(AttemptLimit limit, int slot, Instant now) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                insert into rights.attempt_count as a (kind, slot, began_at, count)
                values (:kind, :slot, :now, 1)
                on conflict (kind, slot) do update set
                  began_at = case when a.began_at <= :past then excluded.began_at
                    else a.began_at end,
                  count = case when a.began_at <= :past then 1
                    else least(a.count + 1, 1000000) end
                returning count, began_at
                """)
            .bind("kind", limit.kind())
            .bind("slot", slot)
            .bind("now", CodeStore.at(now))
            .bind("past", CodeStore.at(now.minus(limit.window())))
            .map((row, _) ->
                new Counted(
                    row.getInt("count"),
                    row.getObject("began_at", OffsetDateTime.class).toInstant()))
            .one());
  }
}
