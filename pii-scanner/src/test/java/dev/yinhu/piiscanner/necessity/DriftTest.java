package dev.yinhu.piiscanner.necessity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.piiscanner.PiiType;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class DriftTest {
  private static final HeldAt PHONE = HeldAt.field("shop", "users", "phone");
  private static final PiiType MOBILE = new PiiType("CN_MOBILE");

  @Test
  void whatWasEncryptedIsNowHiddenAndNotGone() {
    Holding before = Holding.plaintext(PHONE, MOBILE, Amount.full(9, 10));
    Holding after = Holding.ciphertext(PHONE, Amount.full(9, 10));

    assertThat(Drift.between(Holdings.inventory(before), Holdings.inventory(after)))
        .containsExactly(new Change.NowHidden(before, after));
    assertThat(Drift.between(Holdings.inventory(after), Holdings.inventory(before)))
        .containsExactly(new Change.NewlyPlaintext(after, before));
  }

  @Test
  void plaintextBesideCiphertextsIsNewlyPlaintext() {
    Holding hidden = Holding.ciphertext(PHONE, Amount.full(10, 10));
    Holding still = Holding.ciphertext(PHONE, Amount.full(9, 10));
    Holding leaked = Holding.plaintext(PHONE, MOBILE, Amount.full(1, 10));

    assertThat(Drift.between(Holdings.inventory(hidden), Holdings.inventory(still, leaked)))
        .containsExactly(
            new Change.Shrunk(hidden, still), new Change.NewlyPlaintext(hidden, leaked));
  }

  @Test
  void goneIsToldApartFromNotLookedAtAndNotReadAndASampleThatMayMiss() {
    Holding before = Holding.plaintext(PHONE, MOBILE, Amount.full(9, 10));
    Inventory first = Holdings.inventory(before);
    Looked full = new Looked(Scope.store("shop"), Reach.FULL);
    Looked sample = new Looked(Scope.of(PHONE), Reach.SAMPLED);
    Looked elsewhere = new Looked(Scope.collection("shop", "orders"), Reach.FULL);
    Unread unread = new Unread(Scope.of(PHONE), "no-permission");

    assertThat(Drift.between(first, seen(List.of(full), List.of())))
        .containsExactly(new Change.Gone(before));
    assertThat(Drift.between(first, seen(List.of(elsewhere), List.of())))
        .containsExactly(new Change.NotSeen(before, Change.Doubt.NOT_LOOKED_AT));
    assertThat(Drift.between(first, seen(List.of(full), List.of(unread))))
        .containsExactly(new Change.NotSeen(before, Change.Doubt.NOT_READ));
    assertThat(Drift.between(first, seen(List.of(sample), List.of())))
        .containsExactly(new Change.NotSeen(before, Change.Doubt.SAMPLED));
    assertThat(Drift.between(seen(List.of(elsewhere), List.of()), first))
        .containsExactly(new Change.FirstSeen(before, Change.Doubt.NOT_LOOKED_AT));
    assertThat(Drift.between(seen(List.of(full), List.of()), first))
        .containsExactly(new Change.Appeared(before));
  }

  @Test
  void twoSamplesDifferOnlyBeyondWhatSamplingExplains() {
    Holding some = Holding.plaintext(PHONE, MOBILE, Amount.sampled(50, 100, 100_000));
    Holding similar = Holding.plaintext(PHONE, MOBILE, Amount.sampled(55, 100, 100_000));
    Holding most = Holding.plaintext(PHONE, MOBILE, Amount.sampled(95, 100, 100_000));

    assertThat(Drift.between(Holdings.inventory(some), Holdings.inventory(similar)))
        .containsExactly(new Change.Same(some, similar));
    assertThat(Drift.between(Holdings.inventory(some), Holdings.inventory(most)))
        .containsExactly(new Change.Grown(some, most));
    assertThat(Drift.between(Holdings.inventory(most), Holdings.inventory(some)))
        .containsExactly(new Change.Shrunk(most, some));
  }

  @Property(tries = 300)
  void nothingDriftsFromItself(@ForAll("inventories") Inventory inventory) {
    assertThat(Drift.between(inventory, inventory))
        .hasSameSizeAs(inventory.holdings())
        .allMatch(Change.Same.class::isInstance);
  }

  @Property(tries = 300)
  void backwardsIsTheMirrorImage(
      @ForAll("inventories") Inventory before, @ForAll("inventories") Inventory after) {
    List<Change> back = Drift.between(after, before).stream().map(DriftTest::mirrored).toList();

    assertThat(Drift.between(before, after)).containsExactlyInAnyOrderElementsOf(back);
  }

  /** The same change told backwards: before and after have swapped places. */
  private static Change mirrored(Change change) {
    return switch (change) {
      case Change.Appeared c -> new Change.Gone(c.holding());
      case Change.Gone c -> new Change.Appeared(c.holding());
      case Change.FirstSeen c -> new Change.NotSeen(c.holding(), c.doubt());
      case Change.NotSeen c -> new Change.FirstSeen(c.holding(), c.doubt());
      case Change.Grown c ->
          new Change.Shrunk(/* before= */ c.holding(), /* holding= */ c.before());
      case Change.Shrunk c ->
          new Change.Grown(/* before= */ c.holding(), /* holding= */ c.before());
      case Change.NewlyPlaintext c ->
          new Change.NowHidden(/* before= */ c.holding(), /* holding= */ c.before());
      case Change.NowHidden c ->
          new Change.NewlyPlaintext(/* before= */ c.holding(), /* holding= */ c.before());
      case Change.Same c -> new Change.Same(/* before= */ c.holding(), /* holding= */ c.before());
    };
  }

  private static Inventory seen(List<Looked> looked, List<Unread> unread) {
    return new Inventory(Holdings.AT, looked, unread, List.of());
  }

  @Provide
  Arbitrary<Inventory> inventories() {
    Arbitrary<HeldAt> places =
        Combinators.combine(
                Arbitraries.of("a", "b"), Arbitraries.of("t", "u"), Arbitraries.of("x", "y"))
            .as(HeldAt::field);
    Arbitrary<Amount> amounts =
        Arbitraries.of(
            Amount.full(1, 10),
            Amount.full(9, 10),
            Amount.sampled(5, 10, 100),
            Amount.sampled(90, 100, 1000));
    Arbitrary<Holding> holdings =
        Combinators.combine(
                places,
                Arbitraries.of("CN_MOBILE", "EMAIL", ""),
                Arbitraries.of(Form.class),
                amounts)
            .as((place, type, form, amount) ->
                type.isEmpty()
                    ? Holding.ciphertext(place, amount)
                    : new Holding(place, Optional.of(new PiiType(type)), form, amount));
    Arbitrary<List<Looked>> looked =
        Combinators.combine(Arbitraries.of("a", "b"), Arbitraries.of(Reach.class))
            .as((store, reach) -> new Looked(Scope.store(store), reach))
            .list()
            .ofMaxSize(3);
    Arbitrary<List<Unread>> unread =
        Arbitraries.of("a", "b")
            .map(s -> new Unread(Scope.collection(s, "t"), "busy"))
            .list()
            .ofMaxSize(1);
    return Combinators.combine(
            looked, unread, holdings.list().ofMaxSize(6).uniqueElements(Holding::key))
        .as((l, u, h) -> new Inventory(Holdings.AT, l, u, h));
  }
}
