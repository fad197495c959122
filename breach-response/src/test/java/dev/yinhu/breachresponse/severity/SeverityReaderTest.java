package dev.yinhu.breachresponse.severity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.register.RegisterSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeverityReaderTest {
  @Test
  void anOwnSectionTakesThePlaceOfOursAndChangesTheDigest() {
    SeverityTables ours = SeverityReader.shipped();
    SeverityTables own =
        read(
            """
            flags:
              - {key: ten, count: persons, from: 10, source: "our own rule", status: verified}
            """);

    assertThat(own.flags()).extracting(FlagRule::key).containsExactly("ten");
    assertThat(own.enisa()).isEqualTo(ours.enisa());
    assertThat(own.digest()).isNotEqualTo(ours.digest()).hasSize(64);
  }

  @Test
  void whatNobodyCheckedCountsWhereAFileSaysSo() {
    SeverityTables own =
        read(
            """
            criminal:
              source: "article 5"
              status: verified
              kinds:
                - {key: other, from: 5, zh: "其他", en: "Other"}
              together: {source: "article 5, item 6", status: unverified, applies: true}
            """);

    assertThat(own.criminal().together()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "flags:\\n- {key: Ten, count: persons, from: 1, source: s, status: verified}|own.yaml:2:"
            + " key",
        "flags:\\n- {key: t, count: people, from: 1, source: s, status: verified}|own.yaml:2:"
            + " count",
        "flags:\\n- {key: t, count: persons, from: 0, source: s, status: verified}|own.yaml:2:"
            + " from",
        "flags:\\n- {key: t, count: persons, from: 1, source: s}|own.yaml:2: status is missing",
        "flags:\\n- {key: t, count: persons, from: 1, source: s, status: sure}|own.yaml:2: status",
        "flags:\\n- {key: t, kount: 1}|own.yaml:2: nothing reads this key",
        "enisa:\\n  source: s|own.yaml:2: status is missing",
        "enisa: 3|own.yaml:1: expected keys and values",
        "cac:\\n"
            + "  source: s\\n"
            + "  status: verified\\n"
            + "  levels:\\n"
            + "  - {key: a, zh: a, persons: 5}\\n"
            + "  - {key: b, zh: b, persons: 5}|own.yaml:6: persons: levels rise",
        "scores: 1|own.yaml:1: nothing reads this key",
        "flags: [|own.yaml:1: is not YAML",
        "''|own.yaml:1: nothing stands there",
      })
  void problemsAreToldWithFileAndLine(String text, String problem) {
    assertThatThrownBy(() -> read(text.replace("\\n", "\n")))
        .isInstanceOf(SeverityTablesRefused.class)
        .hasMessageContaining(problem);
  }

  private static SeverityTables read(String text) {
    return SeverityReader.read(List.of(new RegisterSource("own.yaml", text)));
  }
}
