package dev.yinhu.crypto;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** SQL over tokens; knows hashes and sealed values only. Each method is one round trip. */
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
      Optional<SubjectRef> subject,
      Envelope envelope,
      Optional<Instant> expires) {}

  /** A deterministic token that exists. */
  record Known(TokenHash valueHash, TokenHash hash, long keyId, int attempt) {}

  /** A row as it is looked up. */
  record Found(
      TokenHash hash,
      boolean deterministic,
      Optional<SubjectRef> subject,
      Optional<Envelope> envelope,
      Optional<Instant> expires) {}

  /**
   * The deterministic tokens of these values that have not expired; those that have are removed, so
   * that the value can have its token anew. One without its value has expired, whatever a clock
   * that was set back says now.
   */
  List<Known> known(Collection<TokenHash> valueHashes, Instant now) {
    Object wanted = array(valueHashes, TokenHash::bytes);
    return jdbi.withHandle(handle ->
        handle
            .select(
                "with expired as (delete from crypto.token where value_hash = any(?)"
                    + " and (expires_at <= ? or envelope is null))"
                    + " select value_hash, token_hash, key_id, attempt from crypto.token"
                    + " where value_hash = any(?) and envelope is not null"
                    + " and (expires_at is null or expires_at > ?)",
                wanted,
                now,
                wanted,
                now)
            .map((rs, context) ->
                new Known(
                    new TokenHash(rs.getBytes("value_hash")),
                    new TokenHash(rs.getBytes("token_hash")),
                    rs.getLong("key_id"),
                    rs.getInt("attempt")))
            .list());
  }

  /** Moves the ends of tokens that were asked for again. */
  void renew(List<TokenHash> hashes, List<Optional<Instant>> expires) {
    jdbi.useHandle(handle ->
        handle.execute(
            "update crypto.token t set expires_at = n.expires"
                + " from (select hash, expires from"
                + " unnest(?::bytea[], ?::timestamptz[]) as given (hash, expires)"
                + " order by hash) n"
                + " where t.token_hash = n.hash and t.expires_at is distinct from n.expires",
            array(hashes, TokenHash::bytes),
            times(expires)));
  }

  /**
   * Adds those rows whose token and value are not there yet and whose subject exists.
   *
   * @return the hashes of the tokens that were added
   */
  Set<TokenHash> add(List<Row> rows, Instant now) {
    return jdbi.withHandle(handle ->
        new HashSet<>(
            handle
                .select(
                    "insert into crypto.token (token_hash, value_hash, key_id, attempt,"
                        + " subject_ref, envelope, created_at, expires_at)"
                        + " select hash, of_value, key_id, attempt, ref, envelope, ?, expires"
                        + " from unnest(?::bytea[], ?::bytea[], ?::bigint[], ?::int[],"
                        + " ?::bytea[], ?::bytea[], ?::timestamptz[])"
                        + " as added (hash, of_value, key_id, attempt, ref, envelope, expires)"
                        + " where ref is null or exists"
                        + " (select from crypto.subject s where s.subject_ref = ref)"
                        + " order by hash on conflict do nothing returning token_hash",
                    now,
                    array(rows, row -> row.hash().bytes()),
                    array(rows, row -> row.valueHash().map(TokenHash::bytes).orElse(null)),
                    rows.stream().map(Row::keyId).toArray(Long[]::new),
                    rows.stream().map(row -> row.attempt()).toArray(Integer[]::new),
                    array(rows, row -> row.subject().map(SubjectRef::bytes).orElse(null)),
                    array(rows, row -> row.envelope().bytes()),
                    times(rows.stream().map(Row::expires).toList()))
                .map((rs, context) -> new TokenHash(rs.getBytes(1)))
                .list()));
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

  /** Removes the values of at most {@code limit} expired tokens; gives how many. */
  int empty(Instant now, int limit) {
    return jdbi.withHandle(handle ->
        handle.execute(
            "update crypto.token set envelope = null where token_hash in"
                + " (select token_hash from crypto.token where expires_at <= ?"
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
