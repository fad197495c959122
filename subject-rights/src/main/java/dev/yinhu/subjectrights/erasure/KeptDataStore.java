package dev.yinhu.subjectrights.erasure;

import dev.yinhu.subjectrights.CaseId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** SQL over {@code rights.kept_data}. Safe for use by many threads and nodes. */
final class KeptDataStore {
  private final Jdbi jdbi;

  KeptDataStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * What is kept of somebody.
   *
   * @param sealed the id of the person
   */
  record Row(CaseId id, SealedPerson sealed, LocalDate due, LocalDate received) {}

  void put(Row row) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                """
                insert into rights.kept_data (case_id, sealed_subject, due, received)
                values (:id, :sealed, :due, :received)
                on conflict (case_id) do update set due = excluded.due
                """)
            .bind("id", row.id().text())
            .bind("sealed", row.sealed().bytes())
            .bind("due", row.due())
            .bind("received", row.received())
            .execute());
  }

  void remove(CaseId id) {
    jdbi.useHandle(
        handle -> handle.execute("delete from rights.kept_data where case_id = ?", id.text()));
  }

  /** Names of those that are due on that day, the oldest first. */
  List<CaseId> due(LocalDate day, int most) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select case_id from rights.kept_data where due <= :day order by due limit :most")
            .bind("day", day)
            .bind("most", most)
            .mapTo(String.class)
            .map(CaseId::new)
            .list());
  }

  Optional<Row> find(CaseId id) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select * from rights.kept_data where case_id = :id")
            .bind("id", id.text())
            .map((row, _) ->
                new Row(
                    id,
                    new SealedPerson(row.getBytes("sealed_subject")),
                    row.getObject("due", LocalDate.class),
                    row.getObject("received", LocalDate.class)))
            .findOne());
  }
}
