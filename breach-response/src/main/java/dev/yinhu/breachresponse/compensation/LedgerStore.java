package dev.yinhu.breachresponse.compensation;

import dev.yinhu.breachresponse.IncidentId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * SQL over {@code breach.compensation_account} and {@code breach.compensation_entry}. Entries are
 * added and never changed. Thread-safe.
 */
final class LedgerStore {
  private final Jdbi jdbi;

  LedgerStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Who moves what when.
   *
   * @param amount in minor units
   */
  record Moved(IncidentId incident, String currency, long amount, Instant now, String by) {}

  /** The account, locked until the transaction ends; made when there is none. */
  static Account locked(Handle handle, IncidentId incident, String currency) {
    handle
        .createUpdate(
            """
            insert into breach.compensation_account (incident, currency) values (:incident, :currency)
            on conflict do nothing
            """)
        .bind("incident", incident.toString())
        .bind("currency", currency)
        .execute();
    return handle
        .createQuery(
            """
            select * from breach.compensation_account
            where incident = :incident and currency = :currency for update
            """)
        .bind("incident", incident.toString())
        .bind("currency", currency)
        .map((row, _) -> account(row))
        .one();
  }

  /** More or, when it is negative, less to spend; the account is locked. */
  static void budget(Handle handle, Moved moved) {
    String what = "budget = budget + :amount, available = available + :amount";
    change(handle, what, moved);
    boolean more = moved.amount() > 0;
    Moved entry =
        new Moved(
            moved.incident(), moved.currency(), Math.abs(moved.amount()), moved.now(), moved.by());
    add(
        handle,
        new Entry(
            Optional.empty(),
            "budget",
            more ? "outside" : "available",
            more ? "available" : "outside",
            Optional.empty()),
        entry);
  }

  /** Moves the amount of an offer; the account is locked. */
  static void move(Handle handle, Move move, long offer, Optional<String> reference, Moved moved) {
    change(
        handle,
        "%1$s = %1$s - :amount, %2$s = %2$s + :amount".formatted(move.from(), move.to()),
        moved);
    add(
        handle,
        new Entry(Optional.of(offer), move.wireName(), move.from(), move.to(), reference),
        moved);
  }

  private static void change(Handle handle, String what, Moved moved) {
    handle
        .createUpdate(
            "update breach.compensation_account set "
                + what
                + " where incident = :incident and currency = :currency")
        .bind("amount", moved.amount())
        .bind("incident", moved.incident().toString())
        .bind("currency", moved.currency())
        .execute();
  }

  private record Entry(
      Optional<Long> offer, String move, String debit, String credit, Optional<String> reference) {}

  private static void add(Handle handle, Entry entry, Moved moved) {
    handle
        .createUpdate(
            """
            insert into breach.compensation_entry
              (incident, currency, offer, move, debit, credit, amount, reference, at, actor)
            values (:incident, :currency, :offer, :move, :debit, :credit, :amount, :reference, :now, :by)
            """)
        .bind("incident", moved.incident().toString())
        .bind("currency", moved.currency())
        .bind("offer", entry.offer().orElse(null))
        .bind("move", entry.move())
        .bind("debit", entry.debit())
        .bind("credit", entry.credit())
        .bind("amount", moved.amount())
        .bind("reference", entry.reference().orElse(null))
        .bind("now", moved.now().atOffset(ZoneOffset.UTC))
        .bind("by", moved.by())
        .execute();
  }

  /** The offer that a payment of that reference was for; empty when there was none. */
  static Optional<Long> paidBy(Handle handle, String reference) {
    return handle
        .createQuery("select offer from breach.compensation_entry where reference = :reference")
        .bind("reference", reference)
        .mapTo(Long.class)
        .findOne();
  }

  List<Account> accounts(IncidentId incident) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select * from breach.compensation_account where incident = :incident order by"
                    + " currency")
            .bind("incident", incident.toString())
            .map((row, _) -> account(row))
            .list());
  }

  /** The accounts as the entries alone make them. */
  List<Account> ofEntries(IncidentId incident) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select currency, %s as budget, %s as available, %s as offered, %s as accepted, %s as paid
                from (select currency, credit as account, amount from breach.compensation_entry
                        where incident = :incident
                      union all
                      select currency, debit, -amount from breach.compensation_entry
                        where incident = :incident) each
                group by currency order by currency
                """
                    .formatted(
                        "-" + sum("outside"),
                        sum("available"),
                        sum("offered"),
                        sum("accepted"),
                        sum("paid")))
            .bind("incident", incident.toString())
            .map((row, _) -> account(row))
            .list());
  }

  private static String sum(String account) {
    return "coalesce(sum(amount) filter (where account = '" + account + "'), 0)::bigint";
  }

  private static Account account(ResultSet row) throws SQLException {
    return new Account(
        row.getString("currency"),
        row.getLong("budget"),
        row.getLong("available"),
        row.getLong("offered"),
        row.getLong("accepted"),
        row.getLong("paid"));
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
