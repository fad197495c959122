package dev.yinhu.subjectrights.identity;

import java.time.Instant;
import org.jdbi.v3.core.Jdbi;

/** SQL over {@code rights.shown_token}. Safe for use by many threads and nodes. */
final class ShownTokenStore {
  private static final int AT_A_TIME = 1_000;

  private final Jdbi jdbi;

  ShownTokenStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Keeps that it was shown, and forgets what is too old anyway; false when it was before. */
  boolean first(byte[] hash, Instant ends, Instant now) {
    return jdbi.inTransaction(handle -> {
      handle
          .createUpdate(
              """
              delete from rights.shown_token where hash in (select hash from rights.shown_token
                where ends_at < :now limit :most for update skip locked)
              """)
          .bind("now", CodeStore.at(now))
          .bind("most", AT_A_TIME)
          .execute();
      return handle
              .createUpdate(
                  """
                  insert into rights.shown_token (hash, ends_at) values (:hash, :ends)
                  on conflict do nothing
                  """)
              .bind("hash", hash)
              .bind("ends", CodeStore.at(ends))
              .execute()
          == 1;
    });
  }
}
