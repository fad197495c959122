package dev.yinhu.breachresponse.severity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.register.CategoryKey;
import dev.yinhu.register.EnisaClass;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeverityTest {
  private static final SeverityTables TABLES = SeverityReader.shipped();

  @ParameterizedTest
  @CsvSource({
    "0, ",
    "999999, ",
    "1000000, larger",
    "9999999, larger",
    "10000000, major",
    "99999999, major",
    "100000000, extraordinary",
    "1400000000, extraordinary",
  })
  void theChineseLevelIncludesItsFigure(long persons, String level) {
    assertThat(of(persons, 0).cacLevel().orElse(null)).isEqualTo(level);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, ''",
    "100, 0, ''",
    "101, 0, more-than-100",
    "99999, 99999, more-than-100",
    "100000, 99999, more-than-100",
    "100000, 100000, audit-sensitive more-than-100",
    "999999, 0, more-than-100",
    "1000000, 0, audit-persons more-than-100",
    "1000000, 100000, audit-persons audit-sensitive more-than-100",
  })
  void flagsAreSetFromTheirFigureOn(long persons, long sensitive, String flags) {
    assertThat(String.join(" ", of(persons, sensitive).flags())).isEqualTo(flags);
  }

  @Test
  void ciphertextWhoseKeyIsSafeIsFlaggedAndLowersNoScore() {
    Counts counts = new Counts(10, 10, 0, false, true, Map.of());

    Severity severity = Severity.of(TABLES, judgement(), counts);

    assertThat(severity.flags()).containsExactly(Severity.UNINTELLIGIBLE);
    assertThat(severity.enisa()).isEqualTo(of(10, 0).enisa());
  }

  @Test
  void aCriterionMakesALevelWithoutPersonsAndTheHighestOneHolds() {
    Severity severity = Severity.of(TABLES, judgement("other-major"), counts(1_000_000, 0));

    assertThat(severity.cacLevel()).contains("major");
    assertThat(severity.cacGrounds()).containsExactly("other-major");
    assertThat(Severity.of(TABLES, judgement("other-larger"), counts(1_000_000, 0)).cacGrounds())
        .containsExactly("persons", "other-larger");
  }

  @Test
  void aCriterionThatNobodyCheckedIsShownAndNotCounted() {
    Severity severity = Severity.of(TABLES, judgement("loss-100m"), counts(5, 0));

    assertThat(severity.cacLevel()).isEmpty();
    assertThat(severity.notCounted()).containsExactly("loss-100m");
  }

  @Test
  void anUnknownCriterionIsRefused() {
    assertThatThrownBy(() -> Severity.of(TABLES, judgement("loss-1m"), counts(5, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("loss-5m");
  }

  @ParameterizedTest
  @CsvSource({
    "user.location.track, 49, closest, false",
    "user.location.track, 50, closest, true",
    "user.financial.bank_account, 50, closest, true",
    "user.content.private, 50, closest, true",
    "user.transaction.order, 499, close, false",
    "user.transaction.order, 500, close, true",
    "user.health_and_medical, 500, close, true",
    "user.contact.phone_number, 4999, other, false",
    "user.contact.phone_number, 5000, other, true",
    "user.location.imprecise, 500, other, false",
  })
  void criminalFiguresAreByKindAndInclusive(
      String category, long records, String kind, boolean reached) {
    Counts counts =
        new Counts(1, records, 0, false, false, Map.of(new CategoryKey(category), records));

    Severity severity = Severity.of(TABLES, judgement(), counts);

    assertThat(severity.criminal())
        .filteredOn(count -> count.records() > 0)
        .singleElement()
        .satisfies(count -> {
          assertThat(count.kind()).isEqualTo(kind);
          assertThat(count.reached()).isEqualTo(reached);
        });
    assertThat(severity.criminalReached()).isEqualTo(reached);
  }

  @Test
  void sharesOfKindsAreTakenTogetherExactly() {
    List<CriminalCount> oneShort =
        List.of(
            new CriminalCount("a", 25, 50),
            new CriminalCount("b", 249, 500),
            new CriminalCount("c", 9, 5000));
    List<CriminalCount> whole =
        List.of(
            new CriminalCount("a", 25, 50),
            new CriminalCount("b", 249, 500),
            new CriminalCount("c", 10, 5000));

    assertThat(CriminalCount.together(oneShort)).isFalse();
    assertThat(CriminalCount.together(whole)).isTrue();
    assertThat(TABLES.criminal().together()).isFalse();
  }

  private static Severity of(long persons, long sensitive) {
    return Severity.of(TABLES, judgement(), counts(persons, sensitive));
  }

  private static Counts counts(long persons, long sensitive) {
    return new Counts(persons, persons, sensitive, false, false, Map.of());
  }

  static Judgement judgement(String... criteria) {
    EnisaInput enisa =
        new EnisaInput(
            EnisaClass.SIMPLE,
            new TreeSet<>(),
            "maximum",
            Map.of(
                "confidentiality",
                "unknown-recipients",
                "integrity",
                "none",
                "availability",
                "none",
                "intent",
                "malicious"));
    return new Judgement(enisa, new TreeSet<>(Set.of(criteria)), new Reason("sold by staff"));
  }
}
