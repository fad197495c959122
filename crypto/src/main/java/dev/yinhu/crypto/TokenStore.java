package dev.yinhu.crypto;

import dev.yinhu.register.FieldRef;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * SQL over tokens; knows hashes and sealed values only. Each method is one round trip.
 *
 * <p>Whoever waits for rows takes them in one order, key versions before subjects before tokens and
 * each by its key, so that nobody waits in a circle.
 */
final class TokenStore {
  private final Jdbi jdbi;

  TokenStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** A new row. */
  record Row(
      TokenHash hash,
      Optional<TokenHash> valueHash,
      long keyId,
      int attempt,
      FieldRef field,
      Optional<SubjectRef> subject,
      Envelope envelope,
      Optional<Instant> expires) {}

  /**
   * What came of adding rows.
   *
   * @param hashes the tokens that were added
   * @param active those of the rows' key versions that are the active ones
   */
  record Added(Set<TokenHash> hashes, Set<Long> active) {}

  /**
   * A deterministic token that exists.
   *
   * @param live whether it has its value and has not expired
   */
  record Known(
      TokenHash valueHash,
      TokenHash hash,
      long keyId,
      int attempt,
      boolean live,
      Optional<Instant> expires) {}

  /**
   * That a token lasts longer.
   *
   * @param envelope its value, of a token that may have lost it; empty to keep what is there
   */
  record Renewal(TokenHash hash, Optional<Envelope> envelope, Optional<Instant> expires) {}

  /** A row as it is looked up. */
  record Found(
      TokenHash hash,
      boolean deterministic,
      Optional<SubjectRef> subject,
      Optional<Envelope> envelope,
      Optional<Instant> expires) {}

  /** The deterministic tokens of these values, those that have expired too. */
  List<Known> known(Collection<TokenHash> valueHashes, Instant now) {
    return jdbi.withHandle(handle ->
        handle
            .select(
                "select value_hash, token_hash, key_id, attempt, expires_at,"
                    + " envelope is not null and (expires_at is null or expires_at > ?) as live"
                    + " from crypto.token where value_hash = any(?)",
                now,
                array(valueHashes, TokenHash::bytes))
            .map((rs, context) ->
                new Known(
                    new TokenHash(rs.getBytes("value_hash")),
                    new TokenHash(rs.getBytes("token_hash")),
                    rs.getLong("key_id"),
                    rs.getInt("attempt"),
                    rs.getBoolean("live"),
                    Optional.ofNullable(rs.getTimestamp("expires_at")).map(Timestamp::toInstant)))
            .list());
  }

  /**
   * Moves the ends of tokens that were asked for again, and gives them their values where they are
   * brought along. Left as they are: tokens that have no value then, and values that are sealed
   * under a version that is not the active one any more.
   *
   * @return the tokens that stand with value and end as wanted
   */
  Set<TokenHash> renew(Collection<Renewal> renewals) {
    Object hashes = array(renewals, renewal -> renewal.hash().bytes());
    Long[] sealed =
        renewals.stream()
            .map(renewal -> renewal.envelope().map(Envelope::keyId).orElse(null))
            .toArray(Long[]::new);
    return jdbi.withHandle(handle ->
        new HashSet<>(
            handle
                .select(
                    "with held as materialized (select key_id from crypto.keyring_version"
                        + " where key_id = any(?) and state = 'ACTIVE' order by key_id"
                        + " for key share), people as materialized (select subject_ref"
                        + " from crypto.subject where subject_ref in (select subject_ref"
                        + " from crypto.token where token_hash = any(?)) order by subject_ref"
                        + " for key share), given as (select * from"
                        + " unnest(?::bytea[], ?::bytea[], ?::bigint[], ?::timestamptz[])"
                        + " as g (hash, envelope, sealed, expires)"
                        + " where sealed is null or sealed in (select key_id from held)),"
                        + " locked as materialized (select t.token_hash, g.envelope, g.expires"
                        + " from given g join crypto.token t on t.token_hash = g.hash"
                        + " where (t.subject_ref is null"
                        + " or t.subject_ref in (select subject_ref from people))"
                        + " and (g.envelope is not null or t.envelope is not null)"
                        + " order by t.token_hash for update of t)"
                        + " update crypto.token t set expires_at = l.expires,"
                        + " envelope = coalesce(l.envelope, t.envelope) from locked l"
                        + " where t.token_hash = l.token_hash returning t.token_hash",
                    sealed,
                    hashes,
                    hashes,
                    array(
                        renewals, renewal -> renewal.envelope().map(Envelope::bytes).orElse(null)),
                    sealed,
                    times(renewals.stream().map(Renewal::expires).toList()))
                .map((rs, context) -> new TokenHash(rs.getBytes(1)))
                .list()));
  }

  /**
   * Adds those rows whose token and value are not there yet, whose subject exists, and whose
   * versions, of the keyring {@code token} and of the envelope, are the active ones. Versions and
   * subjects are held until the rows stand: no erasure comes between, and no token comes under a
   * version after it was looked at for tokens.
   */
  Added add(List<Row> rows, Instant now) {
    Object subjects = array(rows, row -> row.subject().map(SubjectRef::bytes).orElse(null));
    Long[] found = rows.stream().map(Row::keyId).toArray(Long[]::new);
    Long[] sealed = rows.stream().map(row -> row.envelope().keyId()).toArray(Long[]::new);
    Set<TokenHash> hashes = new HashSet<>();
    Set<Long> active = new HashSet<>();
    jdbi.useHandle(handle ->
        handle
            .select(
                "with held as materialized (select key_id from crypto.keyring_version where"
                    + " key_id = any(?::bigint[] || ?::bigint[]) and state = 'ACTIVE'"
                    + " order by key_id for key share), given as materialized (select * from"
                    + " unnest(?::bytea[], ?::bytea[], ?::bigint[], ?::int[], ?::text[],"
                    + " ?::bytea[], ?::bytea[], ?::bigint[], ?::timestamptz[])"
                    + " as g (hash, of_value, found, attempt, field, ref, envelope, sealed,"
                    + " expires) where found in (select key_id from held)"
                    + " and sealed in (select key_id from held)),"
                    + " people as materialized (select subject_ref from crypto.subject"
                    + " where subject_ref in (select ref from given)"
                    + " order by subject_ref for key share), added as"
                    + " (insert into crypto.token (token_hash, value_hash, key_id, attempt,"
                    + " field, subject_ref, envelope, created_at, expires_at)"
                    + " select hash, of_value, found, attempt, field, ref, envelope, ?, expires"
                    + " from given where ref is null or ref in (select subject_ref from people)"
                    + " order by hash on conflict do nothing returning token_hash)"
                    + " select token_hash, null::bigint as key_id from added"
                    + " union all select null, key_id from held",
                found,
                sealed,
                array(rows, row -> row.hash().bytes()),
                array(rows, row -> row.valueHash().map(TokenHash::bytes).orElse(null)),
                found,
                rows.stream().map(row -> row.attempt()).toArray(Integer[]::new),
                rows.stream().map(row -> row.field().text()).toArray(String[]::new),
                subjects,
                array(rows, row -> row.envelope().bytes()),
                sealed,
                times(rows.stream().map(Row::expires).toList()),
                now)
            .map((rs, context) -> {
              byte[] hash = rs.getBytes("token_hash");
              return hash == null
                  ? active.add(rs.getLong("key_id"))
                  : hashes.add(new TokenHash(hash));
            })
            .list());
    return new Added(hashes, active);
  }

  List<Found> find(Collection<TokenHash> hashes) {
    return jdbi.withHandle(handle ->
        handle
            .select(
                "select token_hash, value_hash is not null as deterministic, subject_ref, envelope,"
                    + " expires_at from crypto.token where token_hash = any(?)",
                array(hashes, TokenHash::bytes))
            .map((rs, context) ->
                new Found(
                    new TokenHash(rs.getBytes("token_hash")),
                    rs.getBoolean("deterministic"),
                    Optional.ofNullable(rs.getBytes("subject_ref")).map(SubjectRef::new),
                    Optional.ofNullable(rs.getBytes("envelope")).map(Envelope::of),
                    Optional.ofNullable(rs.getTimestamp("expires_at")).map(Timestamp::toInstant)))
            .list());
  }

  /**
   * Counts time towards the removal of values, in the transaction of whoever watches it: what had
   * expired a watched day ago may go. A clock that was set back is followed at once.
   */
  static void watched(Handle handle, Duration passed, Instant now) {
    handle.execute(
        "insert into crypto.token_purge as p (ended_until, next_until, waited_ms)"
            + " values ('-infinity', ?, 0) on conflict (only_one) do update set"
            + " ended_until = case when p.next_until > excluded.next_until"
            + " then least(p.ended_until, excluded.next_until)"
            + " when p.waited_ms + ? >= ? then p.next_until else p.ended_until end,"
            + " next_until = case when p.next_until > excluded.next_until"
            + " or p.waited_ms + ? >= ? then excluded.next_until else p.next_until end,"
            + " waited_ms = case when p.next_until > excluded.next_until"
            + " or p.waited_ms + ? >= ? then 0 else p.waited_ms + ? end",
        now,
        passed.toMillis(),
        Tokens.GRACE.toMillis(),
        passed.toMillis(),
        Tokens.GRACE.toMillis(),
        passed.toMillis(),
        Tokens.GRACE.toMillis(),
        passed.toMillis());
  }

  /** Removes the values of at most {@code limit} tokens that expired long enough ago. */
  int empty(Instant now, int limit) {
    return jdbi.withHandle(handle ->
        handle.execute(
            "update crypto.token set envelope = null where token_hash in"
                + " (select token_hash from crypto.token where expires_at <="
                + " (select least(ended_until, ?) from crypto.token_purge)"
                + " and envelope is not null order by expires_at limit ?"
                + " for update skip locked)",
            now,
            limit));
  }

  /** Removes at most {@code limit} rows that expired before; gives how many. */
  int remove(Instant before, int limit) {
    return jdbi.withHandle(handle ->
        handle.execute(
            "delete from crypto.token where token_hash in"
                + " (select token_hash from crypto.token where expires_at <= ?"
                + " and envelope is null order by expires_at limit ?"
                + " for update skip locked)",
            before,
            limit));
  }

  /** Null stands where there is nothing. */
  private static <T> Object array(Collection<T> values, Function<T, byte @Nullable []> bytes) {
    return values.stream().map(bytes).toArray(byte[][]::new);
  }

  private static @Nullable String[] times(List<Optional<Instant>> times) {
    return times.stream()
        .map(time -> time.map(Instant::toString).orElse(null))
        .toArray(String[]::new);
  }
}
