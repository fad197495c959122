package dev.yinhu.register.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.register.Suite;
import dev.yinhu.register.testing.Registers;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TwentyFaultsTest {
  private final RegisterReading reading =
      Registers.read(TestTexts.read("twenty_faults.yaml"), Set.of(Suite.AES256_GCM));

  @Test
  void allAreToldInOneRunInOrderAndAtTheirLines() {
    List<String> errors =
        reading.problems().stream()
            .filter(p -> p.severity() == Severity.ERROR)
            .map(p -> p.line() + " " + p.code().wire())
            .toList();

    assertThat(errors)
        .containsExactly(
            "4 duplicate-key",
            "5 wrong-type",
            "9 unknown-category",
            "11 bad-value",
            "13 suite-unavailable",
            "15 unknown-field",
            "17 bad-value",
            "20 unknown-field",
            "21 duplicate",
            "22 bad-name",
            "26 contract-missing",
            "28 bad-value",
            "31 missing-key",
            "33 bad-value",
            "39 unknown-data-use",
            "40 unknown-data-subject",
            "41 unknown-dataset",
            "43 use-missing",
            "43 legal-basis-missing",
            "43 necessity-missing",
            "43 assessment-missing",
            "44 unknown-field",
            "45 unknown-recipient",
            "46 unknown-retention-rule",
            "48 bad-value",
            "49 bad-name");
    assertThat(reading.register()).isEmpty();
  }

  @Test
  void typosGetTheNearestName() {
    assertThat(messageAt(9)).contains("did you mean 'user.contact.email'?");
    assertThat(messageAt(15)).contains("did you mean 'shop.users.id'?");
    assertThat(messageAt(48)).contains("did you mean 'decrypt'?");
    assertThat(messageAt(40)).contains("did you mean 'customer'?");
  }

  @Test
  void duplicateKeyNamesBothLines() {
    assertThat(messageAt(4)).contains("'name' stands on line 3 already");
  }

  @Test
  void problemPrintsFileLineColumnSeverityAndCode() {
    assertThat(reading.problems().getFirst().toString())
        .isEqualTo(
            "register.yaml:4:5: error: the key 'name' stands on line 3 already: remove one of the"
                + " two [duplicate-key]");
  }

  private String messageAt(int line) {
    return reading.problems().stream()
        .filter(p -> p.line() == line)
        .map(Problem::message)
        .findFirst()
        .orElseThrow();
  }
}
