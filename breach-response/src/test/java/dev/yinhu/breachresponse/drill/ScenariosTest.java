package dev.yinhu.breachresponse.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.breachresponse.datafile.DataRefused;
import dev.yinhu.breachresponse.datafile.DataText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenariosTest {
  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("own.yaml"), text);
  }

  private static String shipped() {
    return DataText.shipped(Scenarios.class, "staff-leak.yaml").yaml();
  }

  @Test
  void fiveScenariosAreShippedInBothLanguages() {
    Scenarios scenarios = Scenarios.shipped();
    assertThat(scenarios.all())
        .extracting(Scenario::key)
        .containsExactly("staff-leak", "stolen-backup", "partner-key", "ransomware", "open-bucket");
    assertThat(scenarios.all())
        .allSatisfy(each -> {
          assertThat(each.title().zh()).isNotEmpty();
          assertThat(each.title().en()).isNotEmpty();
          assertThat(each.targets()).hasSize(Goal.values().length);
          assertThat(each.injects()).extracting(Inject::kind).contains(Inject.Kind.HOTLINE);
        });
    Scenario staff = scenarios.find("staff-leak").orElseThrow();
    assertThat(staff.target(Goal.NOTIFY)).isEqualTo(Duration.ofHours(2));
    assertThat(staff.leak().persons()).isEqualTo(1200);
  }

  @Test
  void anOwnFileTakesThePlaceOfAShippedOne() throws IOException {
    Path own = file(shipped().replace("persons: 1200", "persons: 60"));
    Scenarios scenarios = Scenarios.with(List.of(own));
    assertThat(scenarios.find("staff-leak").orElseThrow().leak().persons()).isEqualTo(60);
    assertThat(scenarios.find("staff-leak").orElseThrow().sha256())
        .isNotEqualTo(Scenarios.shipped().find("staff-leak").orElseThrow().sha256());
    assertThat(scenarios.all()).hasSize(5);
  }

  @Test
  void everyFaultOfAFileIsToldWithItsLine() throws IOException {
    Path own =
        file(
            shipped()
                .replace("persons: 1200", "persons: 0")
                .replace("length: PT3H", "length: soon")
                .replace("cause: insider", "cause: bad-luck")
                .replace("detect: PT15M", "notice: PT15M")
                .replace("callers: [support-desk]", "callers: [somebody-else]"));
    assertThatThrownBy(() -> Scenarios.with(List.of(own)))
        .isInstanceOf(DataRefused.class)
        .hasMessageContaining("own.yaml:7: length")
        .hasMessageContaining("persons: expected 1 to 100000")
        .hasMessageContaining("cause: expected a cause")
        .hasMessageContaining("there is no key notice");
  }

  @Test
  void whatLeaksCannotLastLongerThanTheDrill() throws IOException {
    Path own = file(shipped().replace("until: PT20M", "until: PT3H"));
    assertThatThrownBy(() -> Scenarios.with(List.of(own)))
        .hasMessageContaining("until: expected a time after from and before the end of the drill");
  }
}
