package dev.yinhu.register.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.register.RegisterSource;
import dev.yinhu.register.Suite;
import dev.yinhu.register.testing.Registers;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class YamlSafetyTest {
  @Test
  void aliasBombIsRefused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 10; i++) {
      String alias = "*a" + (i - 1);
      bomb.append("a%d: &a%d [%s]\n".formatted(i, i, String.join(", ", repeated(alias))));
    }

    assertOnlyLimit(bomb.toString(), "aliases make this more than");
  }

  @Test
  void aliasInsideItselfIsRefused() {
    assertOnlyLimit("dataset: &d\n  - collections: *d\n", "inside the node that it names");
  }

  @Test
  void tooDeepIsRefusedWithoutOverflowingTheStack() {
    assertOnlyLimit("a: " + "[".repeat(200_000), "deeper than");
  }

  @Test
  void tooLongIsRefused() {
    assertOnlyLimit("a: " + "x".repeat(YamlDocuments.MOST_CHARACTERS), "longer than");
  }

  @Test
  void endlessNamesNeitherHangNorOverflow() {
    String dots = "a.".repeat(1_000_000);
    String yaml =
        """
        dataset:
          - fides_key: %1$s
            data_categories: [%1$s]
        retention_rule:
          - {key: r, law: l, article: a, duration: %1$s, from: %1$sa, fields: [%1$s*]}
        system:
          - fides_key: s
            privacy_declarations:
              - {name: "%1$s!", data_use: %1$s, data_subjects: [%1$s]}
        """
            .formatted(dots);

    assertThat(Registers.read(yaml).problems())
        .isNotEmpty()
        .allMatch(p -> p.message().length() < 300);
  }

  @Test
  void aliasesAndMergeKeysWork() {
    String yaml =
        """
        dataset:
          - fides_key: shop
            collections:
              - name: users
                fields:
                  - &contact
                    name: phone
                    data_categories: [user.contact.phone_number]
                  - <<: *contact
                    name: fax
        """;

    assertThat(Registers.parse(yaml).fields())
        .extracting(f -> f.ref().text() + " " + f.categories())
        .containsExactly(
            "shop.users.phone [user.contact.phone_number]",
            "shop.users.fax [user.contact.phone_number]");
  }

  @Test
  void byteOrderMarkCarriageReturnsAndSeveralDocumentsAreRead() {
    String yaml =
        "\uFEFFdataset:\r\n  - fides_key: shop\r\n---\r\ndataset:\r\n  - fides_key: crm\r\n";

    assertThat(Registers.parse(yaml).datasets())
        .extracting(d -> d.key())
        .containsExactly("shop", "crm");
  }

  @Test
  void emptyTextIsAnEmptyRegister() {
    assertThat(Registers.read("").problems()).isEmpty();
    assertThat(Registers.parse("# nothing\n").fields()).isEmpty();
  }

  @Test
  void controlCharacterIsPlacedAtItsLine() {
    Problem problem = Registers.read("a: b\nc: \u0000\n").problems().getFirst();

    assertThat(problem.code()).isEqualTo(ProblemCode.YAML_SYNTAX);
    assertThat(problem.line()).isEqualTo(2);
  }

  @Test
  void manyProblemsAreCutOffButErrorsAreNeverHiddenByWarnings() {
    String yaml = "k%d: 1\n".repeat(3_000).formatted(numbers(3_000)) + "dataset: wrong\n";
    RegisterReading reading = Registers.read(yaml);

    assertThat(reading.problems()).hasSize(1_002);
    assertThat(reading.problems())
        .extracting(Problem::code)
        .contains(ProblemCode.TOO_MANY_PROBLEMS, ProblemCode.WRONG_TYPE);
    assertThat(reading.isValid()).isFalse();
  }

  @Test
  void filesReferToEachOtherInAnyOrderAndProblemsNameTheirFile() {
    var system =
        new RegisterSource(
            "a.yaml", "system:\n  - {fides_key: s, dataset_references: [shop, shopp]}\n");
    var store =
        new RegisterSource("b.yaml", "dataset:\n  - fides_key: shop\n  - fides_key: shop\n");
    var reader = new RegisterReader(Set.of(Suite.AES256_GCM), InstantSource.fixed(Registers.NOW));

    assertThat(reader.read(List.of(store, system)).problems())
        .extracting(p -> p.file() + ":" + p.line() + " " + p.code().wire())
        .containsExactly("a.yaml:2 unknown-dataset", "b.yaml:3 duplicate");
  }

  private static void assertOnlyLimit(String yaml, String message) {
    assertThat(Registers.read(yaml).problems())
        .singleElement()
        .satisfies(p -> {
          assertThat(p.code()).isEqualTo(ProblemCode.YAML_LIMITS);
          assertThat(p.message()).contains(message);
        });
  }

  private static String[] repeated(String alias) {
    String[] all = new String[10];
    Arrays.fill(all, alias);
    return all;
  }

  private static Object[] numbers(int count) {
    Object[] all = new Object[count];
    Arrays.setAll(all, i -> i);
    return all;
  }
}
