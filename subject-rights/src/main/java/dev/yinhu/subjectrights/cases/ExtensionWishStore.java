package dev.yinhu.subjectrights.cases;

import dev.yinhu.subjectrights.CaseId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** SQL over {@code rights.extension_wish}. Safe for use by many threads and nodes. */
final class ExtensionWishStore {
  private final Jdbi jdbi;

  ExtensionWishStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  boolean add(CaseId id, String reason, String by, Instant now) {
    return jdbi.withHandle(handle ->
        handle
                .createUpdate(
                    """
                    insert into rights.extension_wish (case_id, reason, asked_by, asked_at)
                    values (:id, :reason, :by, :now) on conflict do nothing
                    """)
                .bind("id", id.text())
                .bind("reason", reason)
                .bind("by", by)
                .bind("now", CaseStore.at(now))
                .execute()
            == 1);
  }

  List<ExtensionWishes.Wish> all() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select * from rights.extension_wish order by asked_at, case_id")
            .map((row, _) ->
                new ExtensionWishes.Wish(
                    new CaseId(row.getString("case_id")),
                    ExtensionWishes.reason(row.getString("reason")),
                    row.getString("asked_by"),
                    CaseStore.instant(row, "asked_at").orElseThrow(),
                    Optional.ofNullable(row.getString("notice"))))
            .list());
  }

  void told(CaseId id, String notice) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate("update rights.extension_wish set notice = :notice where case_id = :id")
            .bind("id", id.text())
            .bind("notice", notice)
            .execute());
  }

  void remove(CaseId id) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate("delete from rights.extension_wish where case_id = :id")
            .bind("id", id.text())
            .execute());
  }
}
