package dev.yinhu.crypto;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** SQL over the use counts of keyring versions and over the watch that counts waiting time. */
final class KeyUseStore {
  private final Jdbi jdbi;

  KeyUseStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Adds to a version's counts; a version that is not there any more counts nothing. */
  void add(long keyId, long sealed, long opened, long reserved, Instant now) {
    boolean used = sealed > 0 || opened > 0;
    jdbi.useHandle(handle ->
        handle.execute(
            // One row a statement: nodes that count at once never wait for each other in a circle.
            "update crypto.keyring_version set sealed = sealed + ?, opened = opened + ?,"
                + " reserved = greatest(0, reserved + ?), last_used_at ="
                + " case when ? then greatest(last_used_at, ?) else last_used_at end"
                + " where key_id = ?",
            sealed,
            opened,
            reserved,
            used,
            now,
            keyId));
  }

  /**
   * Who counts waiting time.
   *
   * @param beat goes up each time the holder counts
   */
  record Watch(String holder, long beat, Instant seenAt) {}

  Optional<Watch> watch() {
    return jdbi.withHandle(handle ->
        handle
            .select("select holder, beat, seen_at from crypto.key_watch")
            .map((rs, context) ->
                new Watch(
                    rs.getString("holder"),
                    rs.getLong("beat"),
                    rs.getObject("seen_at", OffsetDateTime.class).toInstant()))
            .findOne());
  }

  /**
   * Makes somebody the holder if the watch is as it was read; false when another node was faster.
   */
  boolean take(Optional<Watch> known, String holder, Instant now) {
    return jdbi.withHandle(handle ->
        known.isEmpty()
            ? handle.execute(
                    "insert into crypto.key_watch (holder, beat, seen_at) values (?, 1, ?)"
                        + " on conflict do nothing",
                    holder,
                    now)
                == 1
            : handle.execute(
                    "update crypto.key_watch set holder = ?, beat = beat + 1, seen_at = ?"
                        + " where holder = ? and beat = ?",
                    holder,
                    now,
                    known.get().holder(),
                    known.get().beat())
                == 1);
  }

  /**
   * Counts time for the holder, if it is still the holder and the watch is as it was read: towards
   * the age of active versions, for every destruction that waits, and for the removal of the values
   * of expired tokens.
   */
  boolean count(Watch known, Duration passed, Instant now) {
    return jdbi.inTransaction(handle -> {
      int held =
          handle.execute(
              "update crypto.key_watch set beat = beat + 1, seen_at = ?"
                  + " where holder = ? and beat = ?",
              now,
              known.holder(),
              known.beat());
      if (held == 0) {
        return false;
      }
      handle.execute(
          "update crypto.keyring_version set active_ms = active_ms + ? where key_id in"
              + " (select key_id from crypto.keyring_version where state = 'ACTIVE'"
              + " order by key_id for update)",
          passed.toMillis());
      handle.execute(
          "update crypto.key_destruction set waited_ms = waited_ms + ? where key_id in"
              + " (select key_id from crypto.key_destruction order by key_id for update)",
          passed.toMillis());
      TokenStore.watched(handle, passed, now);
      return true;
    });
  }

  /** Lets the watch go, so that another node takes it at once. */
  void release(String holder) {
    jdbi.useHandle(handle ->
        handle.execute(
            "update crypto.key_watch set holder = '', beat = beat + 1 where holder = ?", holder));
  }
}
