package dev.yinhu.register.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.register.CallerName;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Operation;
import dev.yinhu.register.Purpose;
import dev.yinhu.register.PurposeDeclaration;
import dev.yinhu.register.Register;
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
