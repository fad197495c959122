package dev.yinhu.breachresponse.jurisdiction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.breachresponse.datafile.DataRefused;
import dev.yinhu.breachresponse.datafile.DataText;
import dev.yinhu.register.SourceStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JurisdictionsTest {
  private static final Jurisdictions LAWS = Jurisdictions.shipped();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1         | 0 | 0 | general | personal-information | CN-PIPL/authority CN-PIPL/individuals
          0         | 0 | 0 | general | personal-information | CN-PIPL/authority
          0         | 0 | 0 | general | ''                   | ''
          999999    | 0 | 0 | general | personal-information | CN-PIPL/authority CN-PIPL/individuals
          1000000   | 0 | 0 | general | personal-information | CN-CAC/provincial CN-PIPL/authority CN-PIPL/individuals
          1         | 0 | 0 | larger  | personal-information | CN-CAC/provincial CN-PIPL/authority CN-PIPL/individuals
          0         | 0 | 0 | major   | ''                   | CN-CAC/provincial
          0         | 0 | 0 | larger  | critical-infrastructure | CN-CAC/infrastructure
          0         | 0 | 0 | larger  | central-organ        | CN-CAC/central
          0         | 0 | 0 | larger  | central-organ critical-infrastructure | CN-CAC/infrastructure
          999999    | 0 | 0 | general | critical-infrastructure | ''
          1000000   | 0 | 0 | general | critical-infrastructure | CN-CAC/infrastructure
          0         | 0 | 0 | general | vulnerability        | CN-NDR/vulnerability
          0         | 0 | 0 | general | crime                | CN-NDR/police
          2         | 1 | 0 | general | personal-information | CN-MINORS/guardians CN-PIPL/authority CN-PIPL/individuals
          2         | 0 | 1 | general | personal-information | CN-PIPL/authority CN-PIPL/individuals EU-GDPR/authority
          2         | 0 | 1 | general | personal-information high-risk | CN-PIPL/authority CN-PIPL/individuals EU-GDPR/authority EU-GDPR/individuals
          2         | 0 | 0 | general | personal-information high-risk | CN-PIPL/authority CN-PIPL/individuals
          """)
  void theDutiesInForceFollowFromTheFacts(
      long persons, long minors, long eu, String level, String circumstances, String duties) {
    Facts facts =
        new Facts(persons, 0, minors, eu, CacLevel.parse(level), circumstances(circumstances));

    assertThat(LAWS.inForce(facts).stream().map(duty -> duty.name().toString()))
        .containsExactly(duties.isEmpty() ? new String[0] : duties.split(" "));
  }

  @Test
  void everyShippedDutyNamesItsArticleAndIsNeverAssertedUnchecked() {
    assertThat(LAWS.all())
        .hasSize(10)
        .allSatisfy(duty -> {
          assertThat(duty.article()).isNotBlank();
          assertThat(duty.source()).isNotBlank();
          assertThat(duty.status() == SourceStatus.UNVERIFIED && duty.applies()).isFalse();
          assertThat(duty.form().isPresent()).isEqualTo(duty.to() == Addressee.AUTHORITY);
        });
  }

  @Test
  void noHoursAreMadeUpWhereTheLawSaysAtOnce() {
    assertThat(
            LAWS.all().stream().filter(duty -> !duty.byLaw()).map(duty -> duty.name().toString()))
        .containsExactly(
            "CN-MINORS/guardians",
            "CN-NDR/police",
            "CN-PIPL/authority",
            "CN-PIPL/individuals",
            "EU-GDPR/individuals");
  }

  @Test
  void theRegulatorOfChinaIsNeverSpared() {
    assertThat(LAWS.all().stream().filter(duty -> duty.name().jurisdiction().startsWith("CN")))
        .filteredOn(duty -> duty.to() == Addressee.AUTHORITY)
        .allSatisfy(duty -> assertThat(duty.waivers()).isEmpty());
  }

  @Test
  void aFileOfTheOrganisationAddsAJurisdictionOrReplacesAShippedOne(@TempDir Path dir)
      throws IOException {
    Path own = Files.writeString(dir.resolve("own.yaml"), OWN);

    Jurisdictions laws = Jurisdictions.with(List.of(own));

    assertThat(laws.duty(DutyName.parse("CN-PIPL/authority")).orElseThrow().within())
        .hasToString("PT2H");
    assertThat(laws.duty(DutyName.parse("CN-PIPL/individuals"))).isEmpty();
    assertThat(laws.duty(DutyName.parse("CN-CAC/provincial"))).isPresent();
  }

  @Test
  void whatNobodyCheckedCountsOnlyWhenAFileSaysSo() {
    String unchecked = OWN.replace("status: verified", "status: unverified");

    assertThat(read(unchecked).all()).singleElement().matches(duty -> !duty.applies());
    assertThat(read(unchecked + "    applies: true\n").all())
        .singleElement()
        .matches(Duty::applies);
  }

  @Test
  void everyMistakeIsToldWithFileAndLine() {
    String wrong =
        """
        jurisdiction: cn
        duties:
          - key: authority
            to: everybody
            addresse: {zh: 甲, en: a}
            law: L
            article: "1"
            source: S
            status: sure
            within: 4 hours
            target: PT1H
            when:
              - {persons: -1, with: [rain]}
        """;

    assertThatThrownBy(() -> read(wrong))
        .isInstanceOfSatisfying(
            DataRefused.class,
            refused ->
                assertThat(refused.problems())
                    .contains(
                        "own.yaml:1: jurisdiction: expected capital letters, digits and hyphens, as"
                            + " CN-PIPL",
                        "own.yaml:4: to: expected authority, individuals or guardians",
                        "own.yaml:5: there is no key addresse; did you mean addressee?",
                        "own.yaml:3: addressee is missing",
                        "own.yaml:9: status: expected verified, secondary or unverified",
                        "own.yaml:10: within: give either within, the time that the law gives, or"
                            + " target, the organisation's own time when the law says at once",
                        "own.yaml:13: persons: expected a whole number",
                        "own.yaml:13: with: there is no such circumstance; see docs/incidents.md"
                            + " for them"));
    assertThatThrownBy(() -> read("duties: [\n")).hasMessageContaining("is not YAML");
    assertThatThrownBy(() -> read("[]")).hasMessageContaining("own.yaml:1");
    assertThatThrownBy(() -> read("")).isInstanceOf(DataRefused.class);
    assertThatThrownBy(() -> Jurisdictions.with(List.of(Path.of("not-there.yaml"))))
        .hasMessageContaining("not-there.yaml");
  }

  private static final String OWN =
      """
      jurisdiction: CN-PIPL
      duties:
        - key: authority
          to: authority
          addressee: {zh: 甲, en: a}
          law: L
          article: "1"
          source: S
          status: verified
          target: PT2H
          form: cn-pipl
      """;

  private static Jurisdictions read(String yaml) {
    return Jurisdictions.of(List.of(new DataText("own.yaml", yaml)));
  }

  private static Set<Circumstance> circumstances(String words) {
    Set<Circumstance> found = EnumSet.noneOf(Circumstance.class);
    for (String word : words.isEmpty() ? new String[0] : words.split(" ")) {
      found.add(Circumstance.parse(word));
    }
    return found;
  }
}
