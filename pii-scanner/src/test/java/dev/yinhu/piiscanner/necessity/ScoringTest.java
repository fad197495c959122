package dev.yinhu.piiscanner.necessity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.register.SourceStatus;
import dev.yinhu.register.Suite;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoringTest {
  private static final Scoring SCORING =
      new Scoring(
          new Levels(ShippedFacts.profile("pipl-28"), ShippedFacts.categories()), Words.shipped());

  @Test
  void nothingFoundHasNoScore() {
    assertThat(SCORING.score(List.of())).isEmpty();
  }

  @Test
  void theScoreIsWorkedOutFromItsTerms() {
    Judge judge = new Judge(Holdings.register(), FieldUse.UNKNOWN, JudgeSettings.shipped());
    Inventory inventory =
        Holdings.inventory(
            Holding.plaintext(
                HeldAt.field("shop", "users", "email"), new PiiType("EMAIL"), Amount.full(10, 10)),
            Holding.plaintext(
                HeldAt.field("crm", "leads", "card"),
                new PiiType("BANK_CARD"),
                Amount.full(1, 10)));

    List<Judged> judged = judge.judge(inventory).judged();
    Score score = SCORING.score(judged).orElseThrow();

    // weights: e-mail 1 * (1 + log10 10) = 2, card 4 * (1 + log10 1) = 4; the card loses all.
    assertThat(score.points()).isCloseTo(100 * (1 - 4.0 / 6), within(1e-9));
    assertThat(score.terms())
        .extracting(Score.Term::verdict)
        .containsExactly(Verdict.STORE_NOT_DECLARED, Verdict.NEEDED);
    List<StoreStanding> stores = SCORING.stores(judged);
    assertThat(stores).extracting(StoreStanding::store).containsExactly("crm", "shop");
    assertThat(stores.getFirst().highest().key()).isEqualTo("sensitive");
  }

  @Test
  void whatIsHiddenHasTheHighestLevelThatItsFieldAllows() {
    Judge judge = new Judge(Holdings.register(), FieldUse.UNKNOWN, JudgeSettings.shipped());
    List<Judged> judged =
        judge
            .judge(
                Holdings.inventory(
                    Holding.ciphertext(HeldAt.field("shop", "users", "phone"), Amount.full(1, 1)),
                    Holding.ciphertext(
                        HeldAt.field("shop", "users", "id_number"), Amount.full(1, 1)),
                    Holding.ciphertext(HeldAt.field("crm", "leads", "x"), Amount.full(1, 1))))
            .judged();

    assertThat(judged)
        .extracting(j -> SCORING.levels().of(j).key())
        .containsExactly("general", "sensitive", "sensitive");
  }

  @Property(tries = 300)
  void mendingSomethingNeverLowersTheScoreAndItsTermsAddUp(
      @ForAll("judged") List<Judged> judged, @ForAll int which, @ForAll Verdict better) {
    Score before = SCORING.score(judged).orElseThrow();
    List<Judged> mended = new ArrayList<>(judged);
    int index = Math.floorMod(which, judged.size());
    Judged one = judged.get(index);
    Verdict verdict = better.compareTo(one.verdict()) < 0 ? better : one.verdict();
    mended.set(index, judged(one.holding().orElseThrow(), verdict));

    Score after = SCORING.score(mended).orElseThrow();

    assertThat(after.points()).isGreaterThanOrEqualTo(before.points() - 1e-9);
    double lost = before.terms().stream().mapToDouble(Score.Term::lost).sum();
    assertThat(before.points() + lost).isCloseTo(100, within(1e-6));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"pipl-28", "gbt-35273-2020", "gbt-43697-2024", "gbt-45574-2025", "jrt-0171-2020"})
  void everyShippedProfileCanBeReadAndNamesItsSources(String key) {
    LevelProfile profile = ShippedFacts.profile(key);

    assertThat(profile.key()).isEqualTo(key);
    assertThat(profile.of(new PiiType("BANK_CARD")).sourced().source()).isNotBlank();
    if (!key.equals("pipl-28")) {
      List<SourceStatus> honest =
          key.equals("gbt-45574-2025")
              ? List.of(SourceStatus.UNVERIFIED, SourceStatus.SECONDARY)
              : List.of(SourceStatus.UNVERIFIED);
      assertThat(profile.rows().values())
          .allSatisfy(row -> assertThat(row.sourced().status()).isIn(honest));
    }
  }

  @Test
  void theLegalSetHoldsWhatTheRuleNames() {
    LegalSet set = ShippedFacts.legalSet("online-shopping");

    assertThat(set.contains(new PiiType("CN_MOBILE"))).isTrue();
    assertThat(set.contains(new PiiType("CN_ADDRESS"))).isTrue();
    assertThat(set.contains(new PiiType("CN_RESIDENT_ID"))).isFalse();
    assertThat(set.sourced().status()).isEqualTo(SourceStatus.SECONDARY);
  }

  @Test
  void aFaultyProfileTellsEveryFaultWithItsLine() {
    String yaml =
        ShippedFacts.text("levels/pipl-28.yaml").replace("status: verified", "status: sure");

    FactsReading<LevelProfile> reading = ProfileReader.read("mine.yaml", yaml + "\nextra: 1\n");

    assertThat(reading.value()).isEmpty();
    assertThat(reading.problems()).hasSizeGreaterThan(1);
    assertThat(reading.problems().toString()).contains("mine.yaml:", "the key is not known");
    assertThatThrownBy(reading::orThrow).isInstanceOf(NecessityException.class);
  }

  @Provide
  Arbitrary<List<Judged>> judged() {
    return Combinators.combine(
            Arbitraries.of("CN_MOBILE", "BANK_CARD"),
            Arbitraries.longs().between(1, 1_000_000),
            Arbitraries.of(Verdict.class))
        .as((type, count, verdict) ->
            judged(
                Holding.plaintext(
                    HeldAt.field("s", "t", "f"), new PiiType(type), Amount.full(count, count)),
                verdict))
        .list()
        .ofMinSize(1)
        .ofMaxSize(8);
  }

  private static Judged judged(Holding holding, Verdict verdict) {
    Judgement judgement =
        switch (verdict) {
          case NEEDED -> new Judgement.Needed(List.of());
          case UNUSED -> new Judgement.Unused(1, Optional.empty());
          case OUTSIDE_LEGAL_SET ->
              new Judgement.OutsideLegalSet(ShippedFacts.legalSet("online-shopping"));
          case WITHOUT_ASSESSMENT -> new Judgement.WithoutAssessment(List.of());
          case PLAINTEXT -> new Judgement.Plaintext(Suite.AES256_GCM);
          case NO_PURPOSE -> new Judgement.NoPurpose(List.of());
          case OTHER_CATEGORY -> new Judgement.OtherCategory(List.of(), List.of());
          case UNDECLARED -> new Judgement.Undeclared("s");
          case STORE_NOT_DECLARED -> new Judgement.StoreNotDeclared("s");
          case UNREADABLE -> new Judgement.Unreadable("x");
        };
    return new Judged(
        Scope.of(holding.place()), Optional.of(holding), judgement, List.of(), Bearing.NONE);
  }
}
