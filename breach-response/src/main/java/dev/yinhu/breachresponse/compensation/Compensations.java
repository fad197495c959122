package dev.yinhu.breachresponse.compensation;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.breachresponse.ActRefused;
import dev.yinhu.breachresponse.Acts;
import dev.yinhu.breachresponse.Gate;
import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.IncidentState;
import dev.yinhu.breachresponse.Leave;
import dev.yinhu.breachresponse.Order;
import dev.yinhu.breachresponse.compensation.LedgerStore.Moved;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The compensation of incidents. Each change is an act, and moves money in one transaction with its
 * entry; changes of one incident in one currency go one after the other. Durable; blocks; safe for
 * use by many threads and nodes.
 */
public final class Compensations implements Gate {
  /** What two people have to agree to: any change of a budget. */
  public static final String BUDGET_LEAVE = "compensation-budget";

  /** What two people have to agree to: offers above the limit. */
  public static final String OFFER_LEAVE = "compensation-offer";

  private static final Pattern REFERENCE =
      Pattern.compile("(?!.*[0-9]{9})[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}");

  private final OfferStore offers;
  private final LedgerStore ledger;
  private final Ground ground;

  /**
   * What it stands on.
   *
   * @param limits in minor units by currency: what one act may offer in all without two people; 0
   *     for currencies that are not there
   */
  public record Ground(
      Acts acts, InScope scope, Leave leave, Map<String, Long> limits, InstantSource clock) {
    /** Copies. */
    public Ground {
      limits = Map.copyOf(limits);
    }
  }

  /** The schema {@code breach} is migrated. */
  public Compensations(Jdbi jdbi, Ground ground) {
    this.offers = new OfferStore(jdbi);
    this.ledger = new LedgerStore(jdbi);
    this.ground = ground;
  }

  /**
   * Gives more to spend; needs two people.
   *
   * @throws ActRefused as {@link Leave} says
   */
  public void raise(IncidentId incident, Money by, Reason why, Order order) {
    budget(incident, by, by.minor(), why, order);
  }

  /**
   * Takes back what is not offered; needs two people.
   *
   * @throws ActRefused with {@code budget-used}, or as {@link Leave} says
   */
  public void lower(IncidentId incident, Money by, Reason why, Order order) {
    budget(incident, by, -by.minor(), why, order);
  }

  private void budget(IncidentId incident, Money by, long change, Reason why, Order order) {
    Map<String, String> details =
        Map.of("change", Long.toString(change), "currency", by.currency(), "reason", why.text());
    ground
        .acts()
        .perform(
            new Acts.Act(incident, "compensation-budget", details),
            order,
            (handle, now) -> {
              Account account = LedgerStore.locked(handle, incident, by.currency());
              if (account.available() + change < 0) {
                throw new ActRefused("budget-used", "less than that is left of the budget");
              }
              ground.leave().use(handle, incident, BUDGET_LEAVE, order, now);
              LedgerStore.budget(
                  handle, new Moved(incident, by.currency(), change, now, order.actor()));
              return change;
            });
  }

  /**
   * Offers it to all of them or to none.
   *
   * @throws ActRefused with {@code not-in-scope}, {@code over-budget}, {@code offered-before} or
   *     {@code in-the-past}, or above the limit as {@link Leave} says
   */
  public List<Offer> offer(IncidentId incident, OfferWish wish, Order order) {
    Set<String> in = ground.scope().among(incident, wish.persons());
    Map<String, String> details =
        Map.of(
            "kind", wish.kind().wireName(),
            "persons", Integer.toString(wish.persons().size()),
            "each", Long.toString(wish.each().minor()),
            "currency", wish.each().currency());
    return ground
        .acts()
        .perform(
            new Acts.Act(incident, "compensation-offer", details),
            order,
            (handle, now) -> {
              if (!in.containsAll(wish.persons())) {
                throw new ActRefused(
                    "not-in-scope", "not all of them are in the scope of " + incident);
              }
              return offered(handle, incident, wish, order, now);
            });
  }

  private List<Offer> offered(
      Handle handle, IncidentId incident, OfferWish wish, Order order, Instant now) {
    if (!wish.until().isAfter(now)) {
      throw new ActRefused("in-the-past", "an offer ends in the future");
    }
    String currency = wish.each().currency();
    Account account = LedgerStore.locked(handle, incident, currency);
    if (account.available() < wish.total()) {
      throw new ActRefused(
          "over-budget", "the budget of %s in %s does not reach".formatted(incident, currency));
    }
    if (wish.total() > ground.limits().getOrDefault(currency, 0L)) {
      ground.leave().use(handle, incident, OFFER_LEAVE, order, now);
    }
    List<Offer> made = new ArrayList<>();
    Moved moved = new Moved(incident, currency, wish.each().minor(), now, order.actor());
    for (String person : wish.persons()) {
      Offer offer =
          OfferStore.add(handle, incident, person, wish)
              .orElseThrow(
                  () -> new ActRefused("offered-before", "one of them has an offer of that kind"));
      LedgerStore.move(handle, Move.OFFER, offer.id(), Optional.empty(), moved);
      made.add(offer);
    }
    return made;
  }

  /**
   * The person wants it. Again is the same as once.
   *
   * @throws ActRefused with {@code no-such-offer} or {@code answered}
   */
  public Offer accept(IncidentId incident, long offer, Order order) {
    return answer(incident, offer, Move.ACCEPT, OfferState.ACCEPTED, order);
  }

  /** The person does not want it; as {@link #accept}. */
  public Offer decline(IncidentId incident, long offer, Order order) {
    return answer(incident, offer, Move.DECLINE, OfferState.DECLINED, order);
  }

  /** It is taken back, before it is accepted; as {@link #accept}. */
  public Offer withdraw(IncidentId incident, long offer, Order order) {
    return answer(incident, offer, Move.WITHDRAW, OfferState.WITHDRAWN, order);
  }

  private Offer answer(IncidentId incident, long id, Move move, OfferState to, Order order) {
    return perform(
        incident,
        id,
        move,
        order,
        (handle, offer, moved) -> {
          if (offer.state() == to) {
            return offer;
          }
          if (offer.state() != OfferState.OFFERED) {
            throw new ActRefused(
                "answered", "offer %d is %s".formatted(id, offer.state().wireName()));
          }
          LedgerStore.move(handle, move, id, Optional.empty(), moved);
          return OfferStore.state(handle, id, to);
        });
  }

  /**
   * It was paid. The same payment told again is the same.
   *
   * @param reference as the payment system names it: up to 100 letters, digits and {@code ._:/-},
   *     no nine digits in a row, so that no card or telephone number fits
   * @throws ActRefused with {@code no-such-offer}, {@code reference-used}, {@code paid} or {@code
   *     not-accepted}
   */
  public Offer pay(IncidentId incident, long id, String reference, Order order) {
    if (!REFERENCE.matcher(reference).matches()) {
      throw new IllegalArgumentException("a payment's reference must match " + REFERENCE);
    }
    return perform(
        incident,
        id,
        Move.PAY,
        order,
        (handle, offer, moved) -> {
          Optional<Long> before = LedgerStore.paidBy(handle, reference);
          if (before.isPresent()) {
            return sameOffer(offer, before.get());
          }
          if (offer.state() != OfferState.ACCEPTED) {
            throw offer.state() == OfferState.PAID
                ? new ActRefused("paid", "offer %d is paid by another payment".formatted(id))
                : new ActRefused("not-accepted", "offer %d is not accepted".formatted(id));
          }
          LedgerStore.move(handle, Move.PAY, id, Optional.of(reference), moved);
          return OfferStore.state(handle, id, OfferState.PAID);
        });
  }

  private static Offer sameOffer(Offer offer, long paid) {
    if (paid != offer.id()) {
      throw new ActRefused("reference-used", "that payment was for another offer");
    }
    return offer;
  }

  private interface Step {
    Offer make(Handle handle, Offer offer, Moved moved);
  }

  private Offer perform(IncidentId incident, long id, Move move, Order order, Step step) {
    return ground
        .acts()
        .perform(
            new Acts.Act(
                incident, "compensation-" + move.wireName(), Map.of("offer", Long.toString(id))),
            order,
            (handle, now) -> {
              Offer offer =
                  OfferStore.locked(handle, incident, id)
                      .orElseThrow(() ->
                          new ActRefused(
                              "no-such-offer", "%s has no offer %d".formatted(incident, id)));
              Money amount = offer.amount();
              var _ = LedgerStore.locked(handle, incident, amount.currency());
              return step.make(
                  handle,
                  offer,
                  new Moved(incident, amount.currency(), amount.minor(), now, order.actor()));
            });
  }

  /** Every offer of an incident; a list of persons, which the caller has to guard. */
  public void forEach(IncidentId incident, Consumer<Offer> action) {
    offers.forEach(incident, action);
  }

  /** The offers of an incident to a person. */
  public List<Offer> of(IncidentId incident, String person) {
    return offers.of(incident, person);
  }

  /** Where the money stands, by currency. */
  public List<Account> accounts(IncidentId incident) {
    return ledger.accounts(incident);
  }

  /** Whether the accounts are what the entries make them; false means damage. */
  public boolean reconciles(IncidentId incident) {
    List<Account> kept =
        ledger.accounts(incident).stream().filter(each -> !isUntouched(each)).toList();
    List<Account> made =
        ledger.ofEntries(incident).stream().filter(each -> !isUntouched(each)).toList();
    return kept.equals(made);
  }

  private static boolean isUntouched(Account account) {
    return account.budget() == 0;
  }

  /** What may be told to others. */
  public CompensationReport report(IncidentId incident) {
    return CompensationReport.of(offers.counts(incident));
  }

  @Override
  public List<Missing> missing(IncidentId incident, IncidentState next) {
    if (next != IncidentState.RECTIFIED) {
      return List.of();
    }
    long overdue = offers.overdue(incident, ground.clock().instant());
    return overdue == 0
        ? List.of()
        : List.of(
            new Missing(
                "offers-overdue",
                "pay, decline or withdraw the %d offers whose time is over".formatted(overdue)));
  }
}
