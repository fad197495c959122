package dev.yinhu.piiscanner.necessity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Register;
import dev.yinhu.register.Suite;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeTest {
  private static final Register REGISTER = Holdings.register();
  private static final Judge JUDGE = new Judge(REGISTER, FieldUse.UNKNOWN, JudgeSettings.shipped());

  @ParameterizedTest
  @CsvSource({
    "shop, users, email, EMAIL, plaintext, needed, outside-by-consent",
    "shop, users, phone, CN_MOBILE, plaintext, plaintext, plaintext-where-ciphertext",
    "shop, users, phone, CN_MOBILE, looks-protected, needed, protected-otherwise",
    "shop, users, phone, CN_RESIDENT_ID, plaintext, other-category, category-differs",
    "shop, users, id_number, CN_RESIDENT_ID, plaintext, plaintext, plaintext-where-ciphertext",
    "shop, users, id_number, CN_RESIDENT_ID, looks-protected, outside-legal-set, outside-legal-set",
    "shop, users, qq, QQ_ID, plaintext, outside-legal-set, outside-legal-set",
    "shop, users, birthday, BIRTH_DATE, plaintext, no-purpose, no-purpose",
    "shop, users, plate, CN_PLATE, plaintext, no-purpose, purpose-not-in-force",
    "shop, users, position, GPS, plaintext, without-assessment, level-above-declared",
    "shop, users, anything, BANK_CARD, plaintext, outside-legal-set, category-broad",
    "shop, users, profile.phone, CN_MOBILE, plaintext, needed, declared-around",
    "shop, users, profile.card, BANK_CARD, plaintext, other-category, category-differs",
    "shop, users, fax, CN_LANDLINE, plaintext, undeclared, field-not-declared",
    "shop, leads, phone, CN_MOBILE, plaintext, undeclared, collection-not-declared",
    "shop, chats, text, CN_RESIDENT_ID, plaintext, other-category, in-free-text",
    "shop, orders, passport, CN_PASSPORT, looks-protected, needed, outside-kept-by-law",
    "SHOP, Users, EMAIL, EMAIL, plaintext, needed, name-in-other-case",
    "crm, leads, phone, CN_MOBILE, plaintext, store-not-declared, store-not-declared",
    "shop, users, email, MY_OWN_TYPE, plaintext, needed, category-not-compared",
  })
  void aHoldingIsJudgedByWhatTheRegisterSays(
      String store,
      String collection,
      String field,
      String type,
      String form,
      String verdict,
      String reason) {
    Form found =
        Arrays.stream(Form.values()).filter(f -> f.wire().equals(form)).findFirst().orElseThrow();
    Holding holding =
        new Holding(
            HeldAt.field(store, collection, field),
            Optional.of(new PiiType(type)),
            found,
            Amount.full(5, 10));

    Judged judged = judge(holding);

    assertThat(judged.verdict().wire()).isEqualTo(verdict);
    assertThat(judged.reasons()).extracting(Reason::wire).contains(reason);
    assertThat(judged.holding()).contains(holding);
  }

  @Test
  void ourCiphertextInAProtectedFieldIsNeeded() {
    Judged judged =
        judge(Holding.ciphertext(HeldAt.field("shop", "users", "phone"), Amount.full(3, 3)));

    assertThat(judged.judgement())
        .isInstanceOfSatisfying(
            Judgement.Needed.class,
            needed ->
                assertThat(needed.purposes())
                    .extracting(Object::toString)
                    .containsExactly("deliver", "offers"));
    assertThat(judged.bearing().purposes()).hasSize(2);
  }

  @Test
  void theDeclarationsThatBearOnItComeWithTheJudgement() {
    Judged judged =
        judge(
            Holding.plaintext(
                HeldAt.field("shop", "orders", "passport"),
                new PiiType("CN_PASSPORT"),
                Amount.sampled(5, 10, 1000)));

    assertThat(judged.judgement()).isEqualTo(new Judgement.Plaintext(Suite.AES256_GCM));
    assertThat(judged.bearing().field().orElseThrow().ref().text())
        .isEqualTo("shop.orders.passport");
    assertThat(judged.bearing().rules()).hasSize(1);
    assertThat(judged.reasons()).contains(Reason.SAMPLED);
  }

  @Test
  void aPhysicalNameStandsForTheDeclaredField() {
    HeldAt column = HeldAt.field("pg-main", "users", "phone_ct");
    RegisterNames names =
        new RegisterNames(
            Map.of("pg-main", "shop"), Map.of(column, FieldRef.parse("shop.users.phone")));
    Judge judge = new Judge(REGISTER, FieldUse.UNKNOWN, JudgeSettings.shipped().withNames(names));

    List<Judged> judged =
        judge
            .judge(
                Holdings.inventory(
                    Holding.ciphertext(column, Amount.full(3, 3)),
                    Holding.plaintext(
                        HeldAt.field("pg-main", "users", "email"),
                        new PiiType("EMAIL"),
                        Amount.full(1, 3))))
            .judged();

    assertThat(judged).extracting(Judged::verdict).containsOnly(Verdict.NEEDED);
  }

  @Test
  void aFieldThatNobodyUsedForLongIsUnusedUnlessALawKeepsIt() {
    Instant since = Holdings.AT.minus(Duration.ofDays(400));
    FieldUse use =
        new FieldUse() {
          @Override
          public Optional<Instant> since() {
            return Optional.of(since);
          }

          @Override
          public Optional<Instant> lastUsed(FieldRef field) {
            return field.text().equals("shop.users.phone")
                ? Optional.of(Holdings.AT.minus(Duration.ofDays(200)))
                : Optional.empty();
          }
        };
    Judge judge = new Judge(REGISTER, use, JudgeSettings.shipped());

    List<Judged> judged =
        judge
            .judge(
                Holdings.inventory(
                    Holding.ciphertext(HeldAt.field("shop", "users", "phone"), Amount.full(3, 3)),
                    Holding.ciphertext(
                        HeldAt.field("shop", "users", "id_number"), Amount.full(3, 3)),
                    Holding.ciphertext(
                        HeldAt.field("shop", "orders", "passport"), Amount.full(3, 3)),
                    Holding.plaintext(
                        HeldAt.field("shop", "users", "email"),
                        new PiiType("EMAIL"),
                        Amount.full(3, 3))))
            .judged();

    assertThat(judged.get(0).judgement())
        .isEqualTo(new Judgement.Unused(200, Optional.of(Holdings.AT.minus(Duration.ofDays(200)))));
    assertThat(judged.get(1).judgement()).isEqualTo(new Judgement.Unused(400, Optional.empty()));
    assertThat(judged.get(1).reasons()).contains(Reason.NEVER_USED);
    assertThat(judged.get(2).verdict()).isEqualTo(Verdict.NEEDED);
    assertThat(judged.get(2).reasons()).contains(Reason.UNUSED_KEPT_BY_LAW);
    assertThat(judged.get(3).verdict()).isEqualTo(Verdict.NEEDED);
    assertThat(judged.get(3).reasons()).contains(Reason.USE_NOT_KNOWN);
  }

  @Test
  void aLogThatIsYoungerThanTheTermTellsNothingOfUse() {
    FieldUse young =
        new FieldUse() {
          @Override
          public Optional<Instant> since() {
            return Optional.of(Holdings.AT.minus(Duration.ofDays(30)));
          }

          @Override
          public Optional<Instant> lastUsed(FieldRef field) {
            return Optional.empty();
          }
        };
    Judge judge = new Judge(REGISTER, young, JudgeSettings.shipped());
    Holding phone = Holding.ciphertext(HeldAt.field("shop", "users", "phone"), Amount.full(3, 3));

    Judged judged = judge.judge(Holdings.inventory(phone)).judged().getFirst();

    assertThat(judged.verdict()).isEqualTo(Verdict.NEEDED);
    assertThat(judged.reasons()).contains(Reason.USE_NOT_KNOWN);
  }

  @Test
  void whatCouldNotBeReadIsNeverClean() {
    Inventory inventory =
        new Inventory(
            Holdings.AT,
            List.of(new Looked(Scope.store("shop"), Reach.FULL)),
            List.of(new Unread(Scope.collection("shop", "users"), "no-permission")),
            List.of());

    Judgements judgements = JUDGE.judge(inventory);

    assertThat(judgements.judged().getFirst().judgement())
        .isEqualTo(new Judgement.Unreadable("no-permission"));
    assertThat(judgements.isCompliant()).isFalse();
  }

  @Test
  void declaredFieldsThatTheScanDidNotLookAtAreNamed() {
    Inventory inventory =
        new Inventory(
            Holdings.AT,
            List.of(new Looked(Scope.collection("shop", "users"), Reach.SAMPLED)),
            List.of(),
            List.of());

    Judgements judgements = JUDGE.judge(inventory);

    assertThat(Set.copyOf(judgements.notLookedAt()))
        .extracting(FieldRef::text)
        .containsExactlyInAnyOrder(
            "shop.chats.text", "shop.orders.completed_at", "shop.orders.passport");
    assertThat(judgements.isCompliant()).isFalse();
  }

  private static Judged judge(Holding holding) {
    return JUDGE.judge(Holdings.inventory(holding)).judged().getFirst();
  }
}
