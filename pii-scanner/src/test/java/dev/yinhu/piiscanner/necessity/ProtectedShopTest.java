package dev.yinhu.piiscanner.necessity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.register.testing.Registers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A shop before and after its columns were encrypted, against the shop's own register. */
class ProtectedShopTest {
  private static final HeldAt PHONE = HeldAt.field("shop", "users", "phone");
  private static final HeldAt NAME = HeldAt.field("shop", "users", "name");
  private static final Holding LOG =
      Holding.plaintext(
          HeldAt.whole("logs", "app.log"), new PiiType("CN_MOBILE"), Amount.full(40, 1000));

  @Test
  void encryptingTheColumnsRaisesTheScoreAndLeavesWhatTheRegisterLacks() {
    Inventory before =
        Holdings.inventory(
            Holding.plaintext(PHONE, new PiiType("CN_MOBILE"), Amount.full(1000, 1000)),
            Holding.plaintext(NAME, new PiiType("PERSON_NAME"), Amount.full(1000, 1000)),
            LOG);
    Inventory after =
        Holdings.inventory(
            Holding.ciphertext(PHONE, Amount.full(1000, 1000)),
            Holding.ciphertext(NAME, Amount.full(1000, 1000)),
            LOG);
    Judge judge = new Judge(Registers.shop(), FieldUse.UNKNOWN, JudgeSettings.shipped());
    Scoring scoring =
        new Scoring(
            new Levels(ShippedFacts.profile("pipl-28"), ShippedFacts.categories()),
            Words.shipped());

    List<Judged> first = judge.judge(before).judged();
    List<Judged> second = judge.judge(after).judged();

    assertThat(first)
        .extracting(Judged::verdict)
        .containsExactly(Verdict.PLAINTEXT, Verdict.PLAINTEXT, Verdict.STORE_NOT_DECLARED);
    assertThat(second)
        .extracting(Judged::verdict)
        .containsExactly(Verdict.NEEDED, Verdict.NEEDED, Verdict.STORE_NOT_DECLARED);
    assertThat(scoring.score(second).orElseThrow().points())
        .isGreaterThan(scoring.score(first).orElseThrow().points() + 20);
    assertThat(Drift.between(before, after))
        .extracting(Change::wire)
        .containsExactly("same", "now-hidden", "now-hidden");
  }
}
