package dev.yinhu.crypto;

import dev.yinhu.register.FieldRef;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;

/**
 * SQL that counts what stored tokens need and brings their envelopes under another version. A token
 * counts while its value is kept: also when it has expired by a clock that may be set right yet.
 */
final class TokenResealStore {
  /** The key id that an envelope names, as the index has it. */
  private static final String SEALED_UNDER = "substring(t.envelope from 3 for 4)";

  /** Has its value, which the next round of removals (crypto.token_purge) will not take. */
  private static final String LIVE =
      "t.envelope is not null and (t.expires_at is null or t.expires_at > coalesce("
          + "(select least(p.ended_until, :now) from crypto.token_purge p), '-infinity'))";

  /** A version's key id in the form of {@link #SEALED_UNDER}. */
  private static final String KEY_ID = "substring(int8send(v.key_id) from 5 for 4)";

  private final Jdbi jdbi;

  TokenResealStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * How many live tokens need a version.
   *
   * @param keyring {@code FIELD}, under which they are sealed, or {@code TOKEN}, by which they are
   *     found
   */
  record Count(KeyringName keyring, int version, long keyId, long tokens) {}

  /** The versions of both keyrings that some live token needs. */
  List<Count> counts(Instant now) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select keyring, version, key_id, tokens from ("
                    + " select v.keyring, v.version, v.key_id, (select count(*) from crypto.token t"
                    + " where "
                    + SEALED_UNDER
                    + " = "
                    + KEY_ID
                    + " and "
                    + LIVE
                    + ") as tokens from crypto.keyring_version v where v.keyring = 'field'"
                    + " union all select v.keyring, v.version, v.key_id, (select count(*) from"
                    + " crypto.token t where t.key_id = v.key_id and "
                    + LIVE
                    + ") from crypto.keyring_version v where v.keyring = 'token') c"
                    + " where tokens > 0 order by keyring, version")
            .bind("now", now)
            .map((rs, context) ->
                new Count(
                    KeyringName.of(rs.getString("keyring")),
                    rs.getInt("version"),
                    rs.getLong("key_id"),
                    rs.getLong("tokens")))
            .list());
  }

  /** How many live tokens are sealed under a version of the keyring {@code field}. */
  static long sealedUnder(Handle handle, long keyId, Instant now) {
    return count(handle, SEALED_UNDER + " = substring(int8send(:keyId) from 5 for 4)", keyId, now);
  }

  /** How many live tokens are found by a version of the keyring {@code token}. */
  static long foundUnder(Handle handle, long keyId, Instant now) {
    return count(handle, "t.key_id = :keyId", keyId, now);
  }

  private static long count(Handle handle, String condition, long keyId, Instant now) {
    return handle
        .createQuery("select count(*) from crypto.token t where " + condition + " and " + LIVE)
        .bind("keyId", keyId)
        .bind("now", now)
        .mapTo(Long.class)
        .one();
  }

  /** The versions other than the wanted one under which live tokens are sealed. */
  List<Long> old(long wanted, Instant now) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select v.key_id from crypto.keyring_version v where v.keyring = 'field'"
                    + " and v.key_id <> :wanted and exists (select from crypto.token t where "
                    + SEALED_UNDER
                    + " = "
                    + KEY_ID
                    + " and "
                    + LIVE
                    + ") order by v.version")
            .bind("wanted", wanted)
            .bind("now", now)
            .mapTo(Long.class)
            .list());
  }

  /**
   * A token as it is sealed anew.
   *
   * @param field empty in a row of an older release
   * @param subject the row of the subject whose value it is; empty for values of nobody
   */
  record Sealed(
      TokenHash hash,
      Optional<FieldRef> field,
      Envelope envelope,
      Optional<SubjectStore.Row> subject) {}

  /** A token sealed anew. */
  record Resealed(TokenHash hash, FieldRef field, Envelope old, Envelope fresh) {}

  /** Seals tokens anew; those it leaves out stay as they are. */
  @FunctionalInterface
  interface Resealing {
    List<Resealed> reseal(List<Sealed> tokens);
  }

  /**
   * What came of a batch.
   *
   * @param last the token that the next batch begins behind; empty when there are no more
   * @param changed how many are sealed anew
   */
  record Batch(Optional<TokenHash> last, int changed) {}

  /**
   * Seals the next tokens anew in one short transaction. Tokens that another node works on are
   * passed over.
   *
   * @param after the token that the batch before ended with; empty to begin
   * @return empty when the wanted version is not the active one any more; nothing was done
   */
  Optional<Batch> step(
      Optional<TokenHash> after,
      long old,
      long wanted,
      int most,
      Instant now,
      Resealing resealing) {
    return jdbi.inTransaction(handle -> {
      if (!holdActive(handle, wanted)) {
        return Optional.empty();
      }
      List<Sealed> tokens = next(handle, after, old, most, now);
      int changed = write(handle, resealing.reseal(tokens));
      return Optional.of(
          new Batch(
              tokens.isEmpty() ? Optional.empty() : Optional.of(tokens.getLast().hash()), changed));
    });
  }

  /** While this is held the version stays the active one: whoever changes the keyring waits. */
  static boolean holdActive(Handle handle, long keyId) {
    return handle
        .select(
            "select 1 from crypto.keyring_version where key_id = ? and state = 'ACTIVE'"
                + " for key share",
            keyId)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  private static final RowMapper<Sealed> SEALED =
      (rs, context) ->
          new Sealed(
              new TokenHash(rs.getBytes("token_hash")),
              Optional.ofNullable(rs.getString("field")).map(FieldRef::parse),
              Envelope.of(rs.getBytes("envelope")),
              rs.getBytes("id_hash") == null
                  ? Optional.empty()
                  : Optional.of(SubjectStore.ROW.map(rs, context)));

  private static List<Sealed> next(
      Handle handle, Optional<TokenHash> after, long old, int most, Instant now) {
    return handle
        .createQuery(
            "select t.token_hash, t.field, t.envelope, s.id_hash, s.subject_ref, s.wrap_key_id,"
                + " s.wrapped_key, s.epoch from crypto.token t"
                + " left join crypto.subject s on s.subject_ref = t.subject_ref where "
                + SEALED_UNDER
                + " = substring(int8send(:old) from 5 for 4) and t.token_hash > :after and "
                + LIVE
                + " order by t.token_hash limit :most for update of t skip locked")
        .bind("old", old)
        .bind("after", after.map(TokenHash::bytes).orElseGet(() -> new byte[0]))
        .bind("now", now)
        .bind("most", most)
        .map(SEALED)
        .list();
  }

  private static int write(Handle handle, List<Resealed> tokens) {
    if (tokens.isEmpty()) {
      return 0;
    }
    return handle.execute(
        "update crypto.token t set envelope = n.fresh, field = n.field"
            + " from unnest(?::bytea[], ?::bytea[], ?::bytea[], ?::text[])"
            + " as n (hash, old, fresh, field) where t.token_hash = n.hash and t.envelope = n.old",
        array(tokens.stream().map(token -> token.hash().bytes()).toList()),
        array(tokens.stream().map(token -> token.old().bytes()).toList()),
        array(tokens.stream().map(token -> token.fresh().bytes()).toList()),
        tokens.stream().map(token -> token.field().text()).toArray(String[]::new));
  }

  private static Object array(Collection<byte[]> bytes) {
    return bytes.toArray(byte[][]::new);
  }
}
