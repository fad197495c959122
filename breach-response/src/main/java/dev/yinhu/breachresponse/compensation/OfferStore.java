package dev.yinhu.breachresponse.compensation;

import dev.yinhu.breachresponse.IncidentId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** SQL over {@code breach.compensation_offer}. Thread-safe. */
final class OfferStore {
  private final Jdbi jdbi;

  OfferStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** The new offer; empty when the person has one of that kind already. */
  static Optional<Offer> add(Handle handle, IncidentId incident, String person, OfferWish wish) {
    return handle
        .createQuery(
            """
            insert into breach.compensation_offer (incident, person, kind, amount, currency, until, state)
            values (:incident, :person, :kind, :amount, :currency, :until, 'offered')
            on conflict do nothing returning *
            """)
        .bind("incident", incident.toString())
        .bind("person", person)
        .bind("kind", wish.kind().wireName())
        .bind("amount", wish.each().minor())
        .bind("currency", wish.each().currency())
        .bind("until", wish.until().atOffset(ZoneOffset.UTC))
        .map((row, _) -> offer(row))
        .findOne();
  }

  static Optional<Offer> locked(Handle handle, IncidentId incident, long id) {
    return handle
        .createQuery(
            """
            select * from breach.compensation_offer where incident = :incident and id = :id for update
            """)
        .bind("incident", incident.toString())
        .bind("id", id)
        .map((row, _) -> offer(row))
        .findOne();
  }

  static Offer state(Handle handle, long id, OfferState state) {
    return handle
        .createQuery(
            "update breach.compensation_offer set state = :state where id = :id returning *")
        .bind("state", state.wireName())
        .bind("id", id)
        .map((row, _) -> offer(row))
        .one();
  }

  /** Each, one after the other in the order they were made; none is kept in memory. */
  void forEach(IncidentId incident, Consumer<Offer> action) {
    jdbi.useTransaction(handle ->
        handle
            .createQuery(
                "select * from breach.compensation_offer where incident = :incident order by id")
            .setFetchSize(1000)
            .bind("incident", incident.toString())
            .map((row, _) -> offer(row))
            .forEach(action));
  }

  List<Offer> of(IncidentId incident, String person) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select * from breach.compensation_offer
                where incident = :incident and person = :person order by id
                """)
            .bind("incident", incident.toString())
            .bind("person", person)
            .map((row, _) -> offer(row))
            .list());
  }

  /** How many have neither been declined, withdrawn nor paid although their time is over. */
  long overdue(IncidentId incident, Instant now) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select count(*) from breach.compensation_offer
                where incident = :incident and state in ('offered', 'accepted') and until < :now
                """)
            .bind("incident", incident.toString())
            .bind("now", now.atOffset(ZoneOffset.UTC))
            .mapTo(Long.class)
            .one());
  }

  List<CompensationReport.Line> counts(IncidentId incident) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select kind, state, currency, count(*) as offers, sum(amount)::bigint as amount
                from breach.compensation_offer where incident = :incident
                group by kind, state, currency order by currency, kind, state
                """)
            .bind("incident", incident.toString())
            .map((row, _) ->
                new CompensationReport.Line(
                    CompensationKind.parse(row.getString("kind")),
                    OfferState.parse(row.getString("state")),
                    row.getString("currency"),
                    Optional.of(
                        new CompensationReport.Figure(
                            row.getLong("offers"), row.getLong("amount")))))
            .list());
  }

  private static Offer offer(ResultSet row) throws SQLException {
    return new Offer(
        row.getLong("id"),
        IncidentId.parse(row.getString("incident")),
        row.getString("person"),
        CompensationKind.parse(row.getString("kind")),
        new Money(row.getLong("amount"), row.getString("currency")),
        LedgerStore.instant(row, "until"),
        OfferState.parse(row.getString("state")));
  }
}
