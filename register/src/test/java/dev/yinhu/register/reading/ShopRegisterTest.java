package dev.yinhu.register.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.register.About;
import dev.yinhu.register.BurstLimit;
import dev.yinhu.register.CallerName;
import dev.yinhu.register.Category;
import dev.yinhu.register.CategoryKey;
import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Label;
import dev.yinhu.register.LegalBasis;
import dev.yinhu.register.Level;
import dev.yinhu.register.MaskName;
import dev.yinhu.register.MaskRule;
import dev.yinhu.register.Normalizer;
import dev.yinhu.register.Operation;
import dev.yinhu.register.Protection;
import dev.yinhu.register.Purpose;
import dev.yinhu.register.PurposeDeclaration;
import dev.yinhu.register.PurposeState;
import dev.yinhu.register.Register;
import dev.yinhu.register.Retention;
import dev.yinhu.register.RetentionStart;
import dev.yinhu.register.Suite;
import dev.yinhu.register.Use;
import dev.yinhu.register.testing.Registers;
import java.time.Duration;
import java.time.Period;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShopRegisterTest {
  private final Register shop = Registers.shop();

  @Test
  void hasNothingToComplainAbout() {
    assertThat(Registers.read(Registers.shopText()).problems()).isEmpty();
  }

  @Test
  void fieldCarriesProtectionSubjectAndMaskOfItsCategory() {
    DeclaredField phone = field("shop.users.phone");

    assertThat(phone.protection().map(Protection::suite)).contains(Suite.AES256_GCM);
    assertThat(phone.protection().flatMap(Protection::index).orElseThrow().normalizer())
        .isEqualTo(Normalizer.PHONE);
    assertThat(phone.subject()).contains(FieldRef.parse("shop.users.id"));
    assertThat(phone.mask()).isEqualTo(new MaskRule.Named(MaskName.PHONE));
    assertThat(phone.level()).isEqualTo(Level.GENERAL);
    assertThat(phone.about()).isEqualTo(About.SUBJECT);
  }

  @Test
  void fieldsOwnMaskOverridesThatOfItsCategory() {
    assertThat(field("shop.addresses.detail").mask())
        .isEqualTo(new MaskRule.Named(MaskName.ADDRESS));
  }

  @Test
  void sensitiveCategoryMakesTheFieldSensitive() {
    assertThat(field("shop.users.id_number").level()).isEqualTo(Level.SENSITIVE);
    assertThat(field("shop.users.id_number").mask())
        .isEqualTo(new MaskRule.Named(MaskName.ID_NUMBER));
  }

  @Test
  void thirdPartyFieldSaysSo() {
    assertThat(field("shop.orders.consignee_name").about()).isEqualTo(About.OTHER);
  }

  @Test
  void referenceLeadsToTheFieldElsewhere() {
    assertThat(field("shop.addresses.user_id").references())
        .singleElement()
        .satisfies(r -> assertThat(r.target()).isEqualTo(FieldRef.parse("shop.users.id")));
    assertThat(field("shop.users.id").primaryKey()).isTrue();
    assertThat(field("shop.users.id").identity()).contains("user_id");
  }

  @Test
  void purposeCarriesWhatItsPolicyTextWillNeed() {
    PurposeDeclaration purpose = purpose("deliver-order");

    assertThat(purpose.label()).isEqualTo(new Label("履行订单", "Deliver orders"));
    assertThat(purpose.use()).contains(Use.PROVIDE_SERVICE);
    assertThat(purpose.legalBasis()).contains(LegalBasis.CONTRACT);
    assertThat(purpose.necessity()).contains("不知道收件人和地址就无法送货");
    assertThat(purpose.retention()).contains(new Retention.ByRule("transaction-records"));
    assertThat(purpose.recipients()).containsExactly("express");
    assertThat(purpose.dataSubjects()).containsExactly("customer");
    assertThat(purpose.dataUse()).contains("essential.service");
    assertThat(purpose.systems()).containsExactly("shop_backend");
    assertThat(purpose.assessment().reference()).contains("PIA-2026-01");
    assertThat(purpose.isActive()).isTrue();
  }

  @Test
  void wildcardCoversTheCollectionAndNothingElse() {
    PurposeDeclaration purpose = purpose("deliver-order");

    assertThat(purpose.covers(FieldRef.parse("shop.users.phone"))).isTrue();
    assertThat(purpose.covers(FieldRef.parse("shop.orders.consignee_name"))).isTrue();
    assertThat(purpose.covers(FieldRef.parse("shop.orders.completed_at"))).isFalse();
  }

  @Test
  void withoutFieldsThePurposeCoversThoseOfItsCategories() {
    assertThat(purpose("analysis").fields())
        .containsExactlyInAnyOrder(
            FieldRef.parse("shop.users.id"),
            FieldRef.parse("shop.addresses.user_id"),
            FieldRef.parse("shop.orders.user_id"));
    assertThat(purpose("analysis").state()).isEqualTo(PurposeState.REVIEWED);
  }

  @Test
  void grantSaysWhatTheCallerMayDoAndHowMuch() {
    var grant = purpose("customer-support").grant(new CallerName("support-desk")).orElseThrow();

    assertThat(grant.operations()).isEqualTo(Set.of(Operation.MASK, Operation.SEARCH));
    assertThat(grant.limits().burst()).contains(new BurstLimit(50, Duration.ofSeconds(1)));
    assertThat(grant.limits().daily()).hasValue(2000);
    assertThat(purpose("deliver-order").grant(new CallerName("marketing-job"))).isEmpty();
  }

  @Test
  void purposesOfAFieldAreThoseThatCoverIt() {
    assertThat(shop.purposesOf(FieldRef.parse("shop.users.phone")))
        .extracting(p -> p.key().key())
        .containsExactly("deliver-order", "customer-support", "marketing", "legal-duty");
    assertThat(shop.purposesOf(FieldRef.parse("shop.users.nothing"))).isEmpty();
  }

  @Test
  void retentionRuleNamesLawDurationAndStart() {
    var rule = shop.retentionRule("transaction-records").orElseThrow();

    assertThat(rule.law()).isEqualTo("电子商务法");
    assertThat(rule.article()).isEqualTo("第三十一条");
    assertThat(rule.duration()).isEqualTo(Period.ofYears(3));
    assertThat(rule.start())
        .isEqualTo(new RetentionStart.FromField(FieldRef.parse("shop.orders.completed_at")));
    assertThat(shop.retentionRulesOf(FieldRef.parse("shop.orders.consignee_name")))
        .containsExactly(rule);
  }

  @Test
  void recipientOrganizationAndSystemAreKept() {
    assertThat(shop.recipient("express").orElseThrow().contract()).contains("HT-2026-001");
    assertThat(shop.organizations().getFirst().dataProtectionOfficer().orElseThrow().email())
        .contains("dpo@shop.example");
    assertThat(shop.systems().getFirst().purposes()).hasSize(5);
    assertThat(shop.dataset("shop").orElseThrow().collection("users").orElseThrow().primaryKey())
        .extracting(DeclaredField::ref)
        .containsExactly(FieldRef.parse("shop.users.id"));
  }

  @Test
  void unknownDeeperCategoryTakesAfterTheOneAbove() {
    Category category =
        shop.category(new CategoryKey("user.contact.email.work.second")).orElseThrow();

    assertThat(category.key()).isEqualTo(new CategoryKey("user.contact.email"));
    assertThat(shop.category(new CategoryKey("nobody.knows"))).isEmpty();
  }

  private DeclaredField field(String ref) {
    return shop.field(FieldRef.parse(ref)).orElseThrow();
  }

  private PurposeDeclaration purpose(String key) {
    return shop.purpose(new Purpose(key)).orElseThrow();
  }
}
