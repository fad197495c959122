package dev.yinhu.subjectrights.cases;

import dev.yinhu.subjectrights.CaseId;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * SQL over {@code rights.case_word} and {@code rights.last_word}. Safe for use by many threads and
 * nodes.
 */
final class CaseWordStore {
  private final Jdbi jdbi;

  CaseWordStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** What is to be told. */
  record Word(CaseId id, int number) {}

  /** Who is still being told of a case that has ended: the platform's id, sealed. */
  static final class Kept {
    private final CaseId id;
    private final byte[] sealed;

    private Kept(CaseId id, byte[] sealed) {
      this.id = id;
      this.sealed = sealed;
    }

    CaseId id() {
      return id;
    }

    byte[] sealed() {
      return sealed;
    }
  }

  /** In the transaction of the event. */
  static void add(Handle handle, CaseId id, int number, String event, Instant now) {
    handle
        .createUpdate(
            "insert into rights.case_word (case_id, number, event, at, due)"
                + " values (:id, :number, :event, :now, :now)")
        .bind("id", id.text())
        .bind("number", number)
        .bind("event", event)
        .bind("now", CaseStore.at(now))
        .execute();
  }

  /** In the transaction that ends the case, before its own copy of the id goes. */
  static void keepForLastWord(Handle handle, CaseId id, Instant now) {
    handle
        .createUpdate(
            """
            insert into rights.last_word (case_id, subject, sealed_subject, ended_at)
            select id, subject, sealed_subject, :now from rights.subject_case
            where id = :id and sealed_subject is not null
            """)
        .bind("id", id.text())
        .bind("now", CaseStore.at(now))
        .execute();
  }

  /** One that is due, locked so that no other node takes it. */
  static Optional<Word> next(Handle handle, Instant now) {
    return handle
        .createQuery(
            """
            select case_id, number from rights.case_word where due <= :now
            order by due, case_id, number limit 1 for update skip locked
            """)
        .bind("now", CaseStore.at(now))
        .map((row, _) -> new Word(new CaseId(row.getString("case_id")), row.getInt("number")))
        .findOne();
  }

  static void done(Handle handle, Word word) {
    handle
        .createUpdate("delete from rights.case_word where case_id = :id and number = :number")
        .bind("id", word.id().text())
        .bind("number", word.number())
        .execute();
  }

  /** It is tried again after a while. */
  void later(Word word, Instant now, Duration pause) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                "update rights.case_word set due = :due where case_id = :id and number = :number")
            .bind("due", CaseStore.at(now.plus(pause)))
            .bind("id", word.id().text())
            .bind("number", word.number())
            .execute());
  }

  /** The newest of the person; empty when nobody is told of an ended case of theirs. */
  Optional<Kept> lastWord(String subject) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select case_id, sealed_subject from rights.last_word where subject = :subject"
                    + " order by ended_at desc limit 1")
            .bind("subject", subject)
            .map((row, _) ->
                new Kept(new CaseId(row.getString("case_id")), row.getBytes("sealed_subject")))
            .findOne());
  }

  /** Cases whose last words nothing waits to be put into the outbox for, the oldest first. */
  List<CaseId> kept(int most) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select case_id from rights.last_word l
                where not exists (select from rights.case_word w where w.case_id = l.case_id)
                order by ended_at, case_id limit :most
                """)
            .bind("most", most)
            .mapTo(String.class)
            .map(CaseId::new)
            .list());
  }

  void forget(CaseId id) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate("delete from rights.last_word where case_id = :id")
            .bind("id", id.text())
            .execute());
  }

  int forgetBefore(Instant ended) {
    return jdbi.withHandle(handle ->
        handle
            .createUpdate("delete from rights.last_word where ended_at < :ended")
            .bind("ended", CaseStore.at(ended))
            .execute());
  }

  /** The connection of a transaction, for the outbox. */
  static Connection transaction(Handle handle) {
    return handle.getConnection();
  }
}
