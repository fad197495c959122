package dev.yinhu.breachresponse.compensation;

import static dev.yinhu.breachresponse.compensation.CompensationRoom.DPO;
import static dev.yinhu.breachresponse.compensation.CompensationRoom.START;
import static dev.yinhu.breachresponse.compensation.CompensationRoom.WHY;
import static dev.yinhu.breachresponse.compensation.CompensationRoom.person;
import static dev.yinhu.breachresponse.compensation.CompensationRoom.wish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.yinhu.breachresponse.ActRefused;
import dev.yinhu.breachresponse.Gate;
import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.IncidentState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CompensationsTest {
  private static final IncidentId LEAK = new IncidentId(42, false);

  private CompensationRoom room;
  private Compensations ledger;

  @BeforeEach
  void open() {
    room = new CompensationRoom();
    ledger = room.compensations;
  }

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void moneyGoesFromTheBudgetToThePaidAndIsNeverMore() {
    room.budget(LEAK, 1000);
    List<Offer> made = ledger.offer(LEAK, wish(300, 1, 2, 3), DPO);
    refused("over-budget", () -> room.one(LEAK, 101, 4));
    ledger.accept(LEAK, made.get(0).id(), DPO);
    ledger.decline(LEAK, made.get(1).id(), DPO);
    ledger.pay(LEAK, made.get(0).id(), "PAY-2026-0001", DPO);

    assertThat(ledger.accounts(LEAK)).containsExactly(new Account("CNY", 1000, 400, 300, 0, 300));
    assertThat(ledger.reconciles(LEAK)).isTrue();
    assertThat(ledger.of(LEAK, person(1)))
        .extracting(Offer::state)
        .containsExactly(OfferState.PAID);
    refused("budget-used", () -> ledger.lower(LEAK, new Money(401, "CNY"), WHY, DPO));
    ledger.lower(LEAK, new Money(400, "CNY"), WHY, DPO);
    assertThat(ledger.accounts(LEAK)).containsExactly(new Account("CNY", 600, 0, 300, 0, 300));
  }

  @Test
  void nothingIsPaidTwice() {
    room.budget(LEAK, 1000);
    Offer first = room.one(LEAK, 100, 1);
    Offer second = room.one(LEAK, 100, 2);
    refused("not-accepted", () -> ledger.pay(LEAK, first.id(), "P-1", DPO));
    ledger.accept(LEAK, first.id(), DPO);
    ledger.accept(LEAK, second.id(), DPO);
    Offer paid = ledger.pay(LEAK, first.id(), "P-1", DPO);

    assertThat(ledger.pay(LEAK, first.id(), "P-1", DPO)).isEqualTo(paid);
    refused("paid", () -> ledger.pay(LEAK, first.id(), "P-2", DPO));
    refused("reference-used", () -> ledger.pay(LEAK, second.id(), "P-1", DPO));
    refused("offered-before", () -> room.one(LEAK, 50, 1));
    assertThat(ledger.accounts(LEAK).getFirst().paid()).isEqualTo(100);
    assertThatThrownBy(() -> ledger.pay(LEAK, second.id(), "13800138000", DPO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("13800138000");
  }

  @Test
  void ofManyPaymentsAtOnceOneCounts() throws Exception {
    room.budget(LEAK, 1000);
    Offer offer = room.one(LEAK, 100, 1);
    ledger.accept(LEAK, offer.id(), DPO);
    List<Callable<Boolean>> payments =
        IntStream.range(0, 8)
            .<Callable<Boolean>>mapToObj(i -> () -> paid(offer, "P-" + i))
            .toList();
    List<Boolean> done = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> each : threads.invokeAll(payments)) {
        done.add(each.get());
      }
    }

    assertThat(done).containsOnlyOnce(true);
    assertThat(ledger.accounts(LEAK)).containsExactly(new Account("CNY", 1000, 900, 0, 0, 100));
    assertThat(ledger.reconciles(LEAK)).isTrue();
  }

  private boolean paid(Offer offer, String reference) {
    try {
      return ledger.pay(LEAK, offer.id(), reference, DPO).state() == OfferState.PAID;
    } catch (ActRefused e) {
      return false;
    }
  }

  @Test
  void onlyPersonsInScopeGetAnythingAndAllOrNone() {
    room.budget(LEAK, 1000);
    refused("not-in-scope", () -> ledger.offer(LEAK, wish(10, 1, 100), DPO));

    assertThat(ledger.of(LEAK, person(1))).isEmpty();
    refused("no-such-offer", () -> ledger.accept(LEAK, 999_999, DPO));
    assertThatThrownBy(() -> wish(10, 1, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void twoPeopleAgreeToBudgetsAndToOffersAboveTheLimit() {
    room.budget(LEAK, 10_000);
    room.two = false;
    ledger.offer(LEAK, wish(500, 1, 2), DPO);
    refused("needs-two", () -> ledger.offer(LEAK, wish(501, 3, 4), DPO));
    refused("needs-two", () -> room.budget(LEAK, 1));
    room.two = true;
    ledger.offer(LEAK, wish(501, 3, 4), DPO);

    assertThat(room.leaves).containsExactly(Compensations.BUDGET_LEAVE, Compensations.OFFER_LEAVE);
    assertThat(ledger.accounts(LEAK)).containsExactly(new Account("CNY", 10_000, 7998, 2002, 0, 0));
  }

  @Test
  void anOfferPastItsDateKeepsTheIncidentFromBeingRectified() {
    room.budget(LEAK, 1000);
    Offer offer = room.one(LEAK, 100, 1);
    assertThat(ledger.missing(LEAK, IncidentState.RECTIFIED)).isEmpty();
    room.now = START.plus(Duration.ofDays(31));
    assertThat(ledger.missing(LEAK, IncidentState.RECTIFIED))
        .extracting(Gate.Missing::code)
        .containsExactly("offers-overdue");
    ledger.withdraw(LEAK, offer.id(), DPO);
    assertThat(ledger.missing(LEAK, IncidentState.RECTIFIED)).isEmpty();
    refused("in-the-past", () -> room.one(LEAK, 1, 2));
    refused("answered", () -> ledger.accept(LEAK, offer.id(), DPO));
  }

  @Test
  void fewAreNotToldAndDoNotFollowFromTheRest() {
    room.budget(LEAK, 1000);
    List<Offer> made = ledger.offer(LEAK, wish(10, IntStream.range(0, 20).toArray()), DPO);
    made.subList(0, 4).forEach(each -> ledger.decline(LEAK, each.id(), DPO));
    made.subList(4, 10).forEach(each -> ledger.accept(LEAK, each.id(), DPO));

    assertThat(ledger.report(LEAK).lines())
        .extracting(CompensationReport.Line::state, CompensationReport.Line::figure)
        .containsExactlyInAnyOrder(
            tuple(OfferState.ACCEPTED, Optional.empty()),
            tuple(OfferState.DECLINED, Optional.empty()),
            tuple(OfferState.OFFERED, Optional.of(new CompensationReport.Figure(10, 100))));
  }

  @Test
  void theDatabaseItselfRefusesSumsThatDoNotAgree() {
    room.budget(LEAK, 1000);
    assertThatThrownBy(() ->
            room.database
                .jdbi()
                .useHandle(handle ->
                    handle.execute("update breach.compensation_account set paid = paid + 1")))
        .hasMessageContaining("sums_reconcile");
    room.database
        .jdbi()
        .useHandle(handle ->
            handle.execute(
                "update breach.compensation_account set available = 999, paid = paid + 1"));
    assertThat(ledger.reconciles(LEAK)).isFalse();
  }

  private static void refused(String code, ThrowingCallable act) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(
            ActRefused.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }
}
