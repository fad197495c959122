package dev.yinhu.breachresponse.compensation;

import static dev.yinhu.breachresponse.compensation.CompensationRoom.DPO;
import static dev.yinhu.breachresponse.compensation.CompensationRoom.WHY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.breachresponse.ActRefused;
import dev.yinhu.breachresponse.IncidentId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** Whatever is asked for in whatever order: the sums agree, and nothing is paid twice. */
class LedgerPropertyTest {
  private static @Nullable CompensationRoom room;
  private static int incidents;

  enum Kind {
    RAISE,
    LOWER,
    OFFER,
    ACCEPT,
    DECLINE,
    WITHDRAW,
    PAY
  }

  /**
   * @param which a person, an offer or a payment
   */
  record Command(Kind kind, int amount, int which, int payment) {}

  @BeforeContainer
  static void open() {
    room = new CompensationRoom();
  }

  @AfterContainer
  static void close() {
    if (room != null) {
      room.close();
    }
  }

  @Provide
  Arbitrary<List<Command>> commands() {
    Arbitrary<Command> one =
        Combinators.combine(
                Arbitraries.of(Kind.class),
                Arbitraries.integers().between(1, 400),
                Arbitraries.integers().between(0, 5),
                Arbitraries.integers().between(0, 6))
            .as(Command::new);
    return one.list().ofMinSize(5).ofMaxSize(40);
  }

  @Property(tries = 60)
  void anySequenceOfCommandsKeepsTheSums(@ForAll("commands") List<Command> commands) {
    CompensationRoom here = Objects.requireNonNull(room);
    IncidentId incident = new IncidentId(++incidents, incidents % 2 == 0);
    List<Offer> offers = new ArrayList<>();
    here.budget(incident, 700);
    for (Command each : commands) {
      perform(here, incident, offers, each);
      assertThat(here.compensations.reconciles(incident)).isTrue();
    }
    requireSums(here, incident);
  }

  private static void perform(
      CompensationRoom here, IncidentId incident, List<Offer> offers, Command command) {
    Compensations ledger = here.compensations;
    Money amount = new Money(command.amount(), "CNY");
    long offer = offers.isEmpty() ? 0 : offers.get(command.which() % offers.size()).id();
    try {
      switch (command.kind()) {
        case RAISE -> ledger.raise(incident, amount, WHY, DPO);
        case LOWER -> ledger.lower(incident, amount, WHY, DPO);
        case OFFER -> offers.add(here.one(incident, command.amount(), command.which()));
        case ACCEPT -> ledger.accept(incident, offer, DPO);
        case DECLINE -> ledger.decline(incident, offer, DPO);
        case WITHDRAW -> ledger.withdraw(incident, offer, DPO);
        case PAY -> ledger.pay(incident, offer, incident + ":" + command.payment(), DPO);
      }
    } catch (ActRefused refused) {
      assertThat(refused.code()).isNotEmpty();
    }
  }

  /** The accounts against the offers, which are counted here and not in SQL. */
  private static void requireSums(CompensationRoom here, IncidentId incident) {
    Map<OfferState, Long> sums = new EnumMap<>(OfferState.class);
    here.compensations.forEach(
        incident, offer -> sums.merge(offer.state(), offer.amount().minor(), Long::sum));
    Account account = here.compensations.accounts(incident).getFirst();
    assertThat(account.offered()).isEqualTo(sums.getOrDefault(OfferState.OFFERED, 0L));
    assertThat(account.accepted()).isEqualTo(sums.getOrDefault(OfferState.ACCEPTED, 0L));
    assertThat(account.paid()).isEqualTo(sums.getOrDefault(OfferState.PAID, 0L));
    assertThat(account.budget())
        .isEqualTo(account.available() + account.offered() + account.accepted() + account.paid());
    assertThat(account.available()).isNotNegative();
  }
}
