package dev.yinhu.piiscanner.report.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.yinhu.piiscanner.necessity.HeldAt;
import dev.yinhu.piiscanner.report.ItemKey;
import dev.yinhu.piiscanner.report.Items;
import dev.yinhu.piiscanner.report.ReportItem;
import dev.yinhu.piiscanner.yaml.YamlProblem;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-06-01");

  @Test
  void aBaselineThatWasWrittenIsReadBack() {
    List<ReportItem> items =
        Items.items().stream().filter(i -> !i.place().text().contains("script")).toList();

    GateReading<Baseline> reading = GateFiles.baseline("base.yaml", GateFiles.baselineText(items));

    assertThat(reading.problems()).isEmpty();
    assertThat(reading.value().orElseThrow().known())
        .containsExactlyInAnyOrderElementsOf(items.stream().map(ReportItem::key).toList());
  }

  @Property(tries = 200)
  void anyNameOfAPlaceSurvivesABaseline(@ForAll @StringLength(min = 1, max = 20) String name) {
    ReportItem some = Items.items().getLast();
    String whole =
        name.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE) ? "x" : name;
    ReportItem item =
        new ReportItem(
            HeldAt.whole("s", whole),
            some.region(),
            true,
            some.type(),
            1,
            1,
            some.fingerprint(),
            some.judged());

    GateReading<Baseline> reading =
        GateFiles.baseline("base.yaml", GateFiles.baselineText(List.of(item)));

    assertThat(reading.problems()).isEmpty();
    assertThat(reading.value().orElseThrow().known()).containsExactly(item.key());
  }

  @Test
  void everyFaultOfASuppressionFileIsToldWithItsLine() {
    GateReading<List<Suppression>> reading =
        GateFiles.suppressions(
            "sup.yaml",
            """
            version: 1
            suppressions:
              - {fingerprint: abcdefghijklmnopqrst, type: EMAIL, place: a, owner: li, reason: r, expires: soon}
              - {fingerprint: 13800138000, type: EMAIL, place: a, owner: li, reason: r, expires: 2026-12-31}
              - {fingerprint: abcdefghijklmnopqrst, type: email, place: a, owner: "", expires: 2026-12-31}
              - {fingerprint: abcdefghijklmnopqrst, type: EMAIL, place: a, owner: li, reason: r, expire: 2026-12-31}
            """);

    assertThat(reading.value()).isEmpty();
    assertThat(reading.problems()).extracting(YamlProblem::line).contains(3, 4, 5, 6);
    assertThat(reading.problems().toString())
        .contains("'expires' is a day", "'reason' is missing", "the key is not known")
        .doesNotContain("13800138000");
  }

  @Test
  void anExpiredSuppressionCountsNoMoreAndIsTold() {
    ReportItem item = Items.items().getLast();
    Suppression expired = suppression(item.key(), "2026-05-31");
    Suppression lastDay = suppression(item.key(), "2026-06-01");
    Suppression idle =
        suppression(new ItemKey("other-fingerprint-0001", item.type(), "nowhere"), "2030-01-01");

    Sifted over = Sifted.of(List.of(item), Baseline.EMPTY, List.of(expired, idle), TODAY);
    Sifted still = Sifted.of(List.of(item), Baseline.EMPTY, List.of(expired, lastDay), TODAY);

    assertThat(over.items().getFirst().suppressedBy()).isEmpty();
    assertThat(over.expired()).containsExactly(expired);
    assertThat(over.idle()).containsExactly(idle);
    assertThat(still.items().getFirst().suppressedBy()).contains(lastDay);
    assertThat(still.expired()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "any, 7",
    "new, 6",
    "'any,new', 6",
    "CN_MOBILE, 2",
    "'CN_MOBILE,new', 1",
    "level:sensitive, 2",
    "level:general, 7",
    "undeclared, 1",
    "'undeclared,store-not-declared', 2",
    "IBAN, 0",
  })
  void theGateFailsOnWhatItIsToldTo(String words, int failing) {
    List<ReportItem> items = Items.items();
    Sifted sifted = Sifted.of(items, new Baseline(Set.of(items.getLast().key())), List.of(), TODAY);

    assertThat(parse(words).failing(sifted, Items.levels())).hasSize(failing);
  }

  @Test
  void whatSomebodyAnswersForOpensTheGate() {
    ReportItem item = Items.items().getLast();
    Sifted sifted =
        Sifted.of(
            List.of(item), Baseline.EMPTY, List.of(suppression(item.key(), "2026-06-01")), TODAY);

    assertThat(parse("any").failing(sifted, Items.levels())).isEmpty();
  }

  @Test
  void aNumberIsNoFingerprintButAHashThatHappensToBeAllDigitsIs() {
    assertThat(ReportItem.isFingerprint("11010519491231002")).isFalse();
    assertThat(ReportItem.isFingerprint("62220212345678901234")).isFalse();
    assertThat(ReportItem.isFingerprint("0".repeat(32))).isTrue();
    assertThat(ReportItem.isFingerprint("0a1b2c3d4e5f60718293a4b5c6d7e8f9")).isTrue();
  }

  @Test
  void aWordThatMeansNothingIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("everything"))
        .withMessageContaining("--fail-on takes any");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("level:C9"))
        .withMessageContaining("sensitive");
    assertThatIllegalArgumentException().isThrownBy(() -> parse(""));
  }

  private static FailOn parse(String words) {
    return FailOn.parse(words, Items.levels().profile());
  }

  private static Suppression suppression(ItemKey key, String expires) {
    return new Suppression(key, "li", "why", LocalDate.parse(expires), 1);
  }
}
