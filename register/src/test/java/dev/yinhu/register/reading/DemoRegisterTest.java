package dev.yinhu.register.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.register.CallerName;
import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.MaskRule;
import dev.yinhu.register.Operation;
import dev.yinhu.register.Protection;
import dev.yinhu.register.Purpose;
import dev.yinhu.register.PurposeDeclaration;
import dev.yinhu.register.Register;
import dev.yinhu.register.Suite;
import dev.yinhu.register.testing.Registers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The register that the demo runs on is the example that people read first. */
class DemoRegisterTest {
  private static final Path DEMO = Path.of("../service/src/main/resources/demo/register.yaml");

  private RegisterReading reading;
  private Register demo;

  @BeforeEach
  void read() throws IOException {
    reading = Registers.read(Files.readString(DEMO));
    demo = reading.register().orElseThrow(() -> new AssertionError(reading.problems()));
  }

  @Test
  void hasNothingToComplainAbout() {
    assertThat(reading.problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shop.users.phone",
        "shop.users.email",
        "shop.users.name",
        "shop.users.id_number",
        "shop.addresses.detail"
      })
  void promisedFieldsAreProtectedAndOrderServiceMayEncryptThem(String name) {
    FieldRef ref = FieldRef.parse(name);

    assertThat(demo.field(ref).orElseThrow().protection()).isPresent();
    assertThat(demo.field(ref).orElseThrow().isIndexed())
        .isEqualTo(name.endsWith("phone") || name.endsWith("email"));
    assertThat(demo.purposesOf(ref))
        .filteredOn(PurposeDeclaration::isActive)
        .flatMap(p -> p.grant(new CallerName("order-service")).stream().toList())
        .anyMatch(grant -> grant.allows(Operation.ENCRYPT));
  }

  @Test
  void showsAPartIndexANationalSuiteAndATemplate() {
    assertThat(protection("shop.users.phone").partIndexes()).containsOnlyKeys("last4");
    assertThat(protection("shop.users.id_number").suite()).isEqualTo(Suite.SM4_GCM);
    assertThat(demo.field(FieldRef.parse("shop.orders.consignee_phone")).orElseThrow().mask())
        .isEqualTo(new MaskRule.Ends(0, 4, 4, MaskRule.Replacement.STAR, false));
  }

  private Protection protection(String field) {
    return demo.field(FieldRef.parse(field)).flatMap(DeclaredField::protection).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"deliver-order", "customer-support", "marketing", "analysis", "legal-duty"})
  void promisedPurposesAreActive(String key) {
    assertThat(demo.purpose(new Purpose(key)).orElseThrow().isActive()).isTrue();
  }

  @Test
  void marketingJobMayDecryptForNoPurpose() {
    assertThat(demo.purposes())
        .flatMap(p -> p.grant(new CallerName("marketing-job")).stream().toList())
        .isNotEmpty()
        .noneMatch(grant -> grant.allows(Operation.DECRYPT));
    assertThat(
            demo.purpose(new Purpose("deliver-order"))
                .orElseThrow()
                .grant(new CallerName("marketing-job")))
        .isEmpty();
  }
}
