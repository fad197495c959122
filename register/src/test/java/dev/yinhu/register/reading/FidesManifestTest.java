package dev.yinhu.register.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.register.CategoryKey;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.FieldReference;
import dev.yinhu.register.Label;
import dev.yinhu.register.LegalBasis;
import dev.yinhu.register.Level;
import dev.yinhu.register.MaskName;
import dev.yinhu.register.MaskRule;
import dev.yinhu.register.PurposeDeclaration;
import dev.yinhu.register.PurposeState;
import dev.yinhu.register.Register;
import dev.yinhu.register.Retention;
import dev.yinhu.register.testing.Registers;
import org.junit.jupiter.api.Test;

class FidesManifestTest {
  private static final String POSTGRES = "postgres_example_test_dataset.";

  private final RegisterReading reading = Registers.read(TestTexts.read("fides_manifest.yml"));
  private final Register register =
      reading.register().orElseThrow(() -> new AssertionError(reading.problems().toString()));

  @Test
  void loadsAsItIsWithWarningsForTheCardNumberInClearAndTheMissingIdOfThePerson() {
    assertThat(reading.problems())
        .extracting(Problem::code)
        .containsExactlyInAnyOrder(ProblemCode.SENSITIVE_UNPROTECTED, ProblemCode.NO_PERSON_ID);
  }

  @Test
  void nestedFieldsHaveDottedNamesAndInheritFromTheObjectAroundThem() {
    var phone =
        register.field(FieldRef.parse("mongo_test.customer_details.emergency_contacts.phone"));

    assertThat(phone.orElseThrow().categories()).containsExactly(new CategoryKey("user.contact"));
    assertThat(
            register.field(FieldRef.parse("mongo_test.customer_details.workplace_info.position")))
        .isPresent();
  }

  @Test
  void fidesMetaBecomesReferencesIdentityAndPrimaryKey() {
    var address = register.field(FieldRef.parse(POSTGRES + "customer.address_id")).orElseThrow();
    var email = register.field(FieldRef.parse(POSTGRES + "customer.email")).orElseThrow();

    assertThat(address.references().getFirst().target())
        .isEqualTo(FieldRef.parse(POSTGRES + "address.id"));
    assertThat(address.references().getFirst().direction()).contains(FieldReference.Direction.TO);
    assertThat(email.identity()).contains("email");
    assertThat(email.mask()).isEqualTo(new MaskRule.Named(MaskName.EMAIL));
    assertThat(register.field(FieldRef.parse(POSTGRES + "address.id")).orElseThrow().primaryKey())
        .isTrue();
    var customer =
        register.dataset("postgres_example_test_dataset").orElseThrow().collection("customer");
    assertThat(customer.orElseThrow().eraseAfter()).containsExactly(POSTGRES + "address");
  }

  @Test
  void declarationsBecomeDraftsWithoutCallersUnderKeysMadeFromTheirNames() {
    assertThat(register.purposes())
        .extracting(p -> p.key().key())
        .containsExactly(
            "demo_analytics_system.analyze-customer-behaviour-for-impro",
            "demo_analytics_system.essential.service.operations");
    assertThat(register.purposes())
        .allMatch(p -> p.state() == PurposeState.DRAFT && p.grants().isEmpty());
  }

  @Test
  void declarationKeepsItsFieldsBasisRetentionAndAssessment() {
    PurposeDeclaration purpose = register.purposes().getFirst();

    assertThat(purpose.legalBasis()).contains(LegalBasis.CONSENT);
    assertThat(purpose.retention()).contains(new Retention.InWords("3650 days"));
    assertThat(purpose.assessment().reference()).contains("https://example.com/dpia");
    assertThat(purpose.fields())
        .containsExactly(
            FieldRef.parse(POSTGRES + "address.city"),
            FieldRef.parse(POSTGRES + "address.house"),
            FieldRef.parse(POSTGRES + "customer.email"));
  }

  @Test
  void repeatedCategoryKeepsWhatWeKnowAndNewOneInherits() {
    var email = register.category(new CategoryKey("user.contact.email")).orElseThrow();
    var loyalty = register.category(new CategoryKey("user.loyalty")).orElseThrow();

    assertThat(email.label()).isEqualTo(new Label("电子邮箱", "User Contact Email"));
    assertThat(email.mask()).contains(MaskName.EMAIL);
    assertThat(loyalty.label()).isEqualTo(Label.same("Loyalty Programme"));
    assertThat(loyalty.level()).isEqualTo(Level.GENERAL);
    assertThat(register.dataSubjects()).extracting(s -> s.key()).contains("member", "customer");
    assertThat(register.dataUses()).extracting(u -> u.key()).contains("marketing.loyalty");
  }

  @Test
  void organizationKeepsItsContacts() {
    var organization = register.organizations().getFirst();

    assertThat(organization.controller().orElseThrow().email()).contains("controller@example.com");
    assertThat(organization.dataProtectionOfficer().orElseThrow().phone()).isEmpty();
  }
}
