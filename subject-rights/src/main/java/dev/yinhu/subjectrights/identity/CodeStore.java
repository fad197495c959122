package dev.yinhu.subjectrights.identity;

import dev.yinhu.subjectrights.CaseId;
import java.security.MessageDigest;
import java.sql.Connection;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** SQL over {@code rights.step_up_code}. Safe for use by many threads and nodes. */
final class CodeStore {
  private final Jdbi jdbi;

  CodeStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  /**
   * Puts a code in the place of the one before; false when the case is not there, does not wait for
   * proof, or had its codes.
   *
   * @param then done in the same transaction when it is true
   */
  boolean put(CaseId id, byte[] hash, CodeRules rules, Instant now, Consumer<Connection> then) {
    return jdbi.inTransaction(handle -> {
      boolean isNew = put(handle, id, hash, rules, now);
      if (isNew) {
        then.accept(handle.getConnection());
      }
      return isNew;
    });
  }

  private static boolean put(Handle handle, CaseId id, byte[] hash, CodeRules rules, Instant now) {
    return handle
            .createUpdate(
                """
                insert into rights.step_up_code as c
                  (case_id, hash, made_at, ends_at, tries, issued, used)
                select id, :hash, :now, :end, 0, 1, false from rights.subject_case
                where id = :id and state = 'received'
                on conflict (case_id) do update set hash = excluded.hash,
                  made_at = excluded.made_at, ends_at = excluded.ends_at, tries = 0, used = false,
                  issued = c.issued + 1
                where c.issued < :most
                """)
            .bind("id", id.text())
            .bind("hash", hash)
            .bind("now", at(now))
            .bind("end", at(now.plus(rules.life())))
            .bind("most", rules.most())
            .execute()
        == 1;
  }

  /**
   * Takes one try of the code, whether it is right or not, and the code itself when it is. Of all
   * who come at once with the right one, one gets true.
   */
  boolean take(CaseId id, byte[] hash, CodeRules rules, Instant now) {
    return jdbi.inTransaction(handle -> {
      Optional<byte[]> stored = tried(handle, id, rules, now);
      boolean right = MessageDigest.isEqual(stored.orElseGet(() -> new byte[hash.length]), hash);
      used(handle, id, right && stored.isPresent());
      return right && stored.isPresent();
    });
  }

  /** Locks the row until the transaction ends. */
  private static Optional<byte[]> tried(Handle handle, CaseId id, CodeRules rules, Instant now) {
    return handle
        .createQuery(
            """
            update rights.step_up_code set tries = tries + 1
            where case_id = :id and not used and tries < :most and ends_at > :now
            returning hash
            """)
        .bind("id", id.text())
        .bind("most", rules.tries())
        .bind("now", at(now))
        .mapTo(byte[].class)
        .findOne();
  }

  /** The same statement whether it was right or not. */
  private static void used(Handle handle, CaseId id, boolean right) {
    handle
        .createUpdate("update rights.step_up_code set used = used or :right where case_id = :id")
        .bind("id", id.text())
        .bind("right", right)
        .execute();
  }
}
