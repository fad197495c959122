package dev.yinhu.service.callers;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The tables {@code service.caller} and {@code service.caller_token}. Each method is one short
 * transaction, durable when it returns; triggers on the tables notify {@code yinhu_callers}. Throws
 * JDBI's exceptions when the database fails. Thread-safe.
 */
final class CallerStore {

  /** A token as stored, with its owner. */
  record StoredToken(Caller caller, Optional<Instant> expiresAt, boolean revoked) {}

  private final Jdbi jdbi;

  CallerStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  Optional<StoredToken> find(TokenHash hash) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select c.name, c.role, t.expires_at, t.revoked_at is not null as revoked
                from service.caller_token t join service.caller c on c.id = t.caller_id
                where t.token_hash = :hash
                """)
            .bind("hash", hash.bytes())
            .map((row, _) ->
                new StoredToken(
                    new Caller(row.getString("name"), Role.valueOf(row.getString("role"))),
                    instant(row.getObject("expires_at", OffsetDateTime.class)),
                    row.getBoolean("revoked")))
            .findOne());
  }

  /**
   * Adds a token, and its caller unless there already is one of that name.
   *
   * @return the role that the caller of that name has; when it is another, nothing was added
   */
  Role add(Caller caller, TokenHash hash, Instant now, Optional<Instant> expiresAt) {
    return jdbi.inTransaction(handle -> {
      var role = ensureCaller(handle, caller, now);
      if (role == caller.role()) {
        insertToken(handle, caller.name(), hash, now, expiresAt);
      }
      return role;
    });
  }

  private static Role ensureCaller(Handle handle, Caller caller, Instant now) {
    handle
        .createUpdate(
            """
            insert into service.caller (name, role, created_at) values (:name, :role, :now)
            on conflict (name) do nothing
            """)
        .bind("name", caller.name())
        .bind("role", caller.role().name())
        .bind("now", at(now))
        .execute();
    return handle
        .createQuery("select role from service.caller where name = :name")
        .bind("name", caller.name())
        .map((row, _) -> Role.valueOf(row.getString("role")))
        .one();
  }

  private static void insertToken(
      Handle handle, String name, TokenHash hash, Instant now, Optional<Instant> expiresAt) {
    handle
        .createUpdate(
            """
            insert into service.caller_token (token_hash, caller_id, created_at, expires_at)
            select :hash, id, :now, :expires from service.caller where name = :name
            """)
        .bind("hash", hash.bytes())
        .bind("name", name)
        .bind("now", at(now))
        .bindByType("expires", expiresAt.map(CallerStore::at).orElse(null), OffsetDateTime.class)
        .execute();
  }

  /**
   * Revokes the tokens of a caller that are not revoked yet.
   *
   * @param keepNewest leaves the one made last
   * @return how many were revoked; nothing when there is no such caller
   */
  Optional<Integer> revoke(String name, boolean keepNewest, Instant now) {
    return jdbi.inTransaction(handle -> {
      var id =
          handle
              .createQuery("select id from service.caller where name = :name for update")
              .bind("name", name)
              .mapTo(Long.class)
              .findOne();
      return id.map(caller -> revokeTokens(handle, caller, keepNewest, now));
    });
  }

  private static int revokeTokens(Handle handle, long caller, boolean keepNewest, Instant now) {
    return handle
        .createUpdate(
            """
            update service.caller_token set revoked_at = :now
            where caller_id = :caller and revoked_at is null and not (:keep and serial =
              (select max(serial) from service.caller_token
               where caller_id = :caller and revoked_at is null))
            """)
        .bind("now", at(now))
        .bind("caller", caller)
        .bind("keep", keepNewest)
        .execute();
  }

  List<CallerSummary> list(Instant now) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select c.name, c.role, c.created_at, count(t.serial) as active,
                       min(t.expires_at) as next_expiry
                from service.caller c left join service.caller_token t on t.caller_id = c.id
                  and t.revoked_at is null and (t.expires_at is null or t.expires_at > :now)
                group by c.id order by c.name
                """)
            .bind("now", at(now))
            .map((row, _) ->
                new CallerSummary(
                    row.getString("name"),
                    Role.valueOf(row.getString("role")),
                    row.getObject("created_at", OffsetDateTime.class).toInstant(),
                    row.getInt("active"),
                    instant(row.getObject("next_expiry", OffsetDateTime.class))))
            .list());
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static Optional<Instant> instant(@Nullable OffsetDateTime time) {
    return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
  }
}
