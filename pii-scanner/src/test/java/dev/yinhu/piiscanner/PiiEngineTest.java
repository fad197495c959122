package dev.yinhu.piiscanner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.yinhu.piiscanner.check.Checks;
import dev.yinhu.piiscanner.list.ValueList;
import dev.yinhu.piiscanner.rule.Rule;
import dev.yinhu.piiscanner.rule.RuleReader;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PiiEngineTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-22T00:00:00Z"));
  private static final PiiType MOBILE = new PiiType("CN_MOBILE");
  private static final PiiType PROJECT = new PiiType("PROJECT");
  private static final String TEXT = "电话13800138000，邮箱 a.b@example.com";

  private static List<String> found(EngineSettings settings, String text) {
    return PiiEngine.of(settings, CLOCK).scan(text, Hints.NONE).stream()
        .map(f -> f.type() + "=" + text.substring(f.start(), f.end()))
        .toList();
  }

  private static EngineSettings lists(ValueList allow, Map<PiiType, ValueList> deny) {
    return new EngineSettings(Set.of(MOBILE, PROJECT), Map.of(), List.of(), allow, deny);
  }

  @Test
  void everyTypeIsLookedForWithoutSettings() {
    assertThat(found(EngineSettings.STANDARD, TEXT))
        .containsExactly("CN_MOBILE=13800138000", "EMAIL=a.b@example.com");
  }

  @Test
  void versionsBetweenFromAndToAreNoAddresses() {
    assertThat(found(EngineSettings.STANDARD, "agent upgraded from 4.1.2.7 to 4.2.0.1")).isEmpty();
    assertThat(found(EngineSettings.STANDARD, "the agent moved from 4.1.2.7 to 4.2.0.1")).isEmpty();
    assertThat(found(EngineSettings.STANDARD, "upgraded agent from 10.2.3.1 to 10.2.4.0"))
        .isEmpty();
    assertThat(found(EngineSettings.STANDARD, "Failed password for root from 10.2.3.1 port 22"))
        .containsExactly("IP_ADDRESS=10.2.3.1");
    assertThat(found(EngineSettings.STANDARD, "3 failed login attempts from 4.1.2.7"))
        .containsExactly("IP_ADDRESS=4.1.2.7");
    assertThat(found(EngineSettings.STANDARD, "connection from 203.0.113.77 closed"))
        .containsExactly("IP_ADDRESS=203.0.113.77");
  }

  @Test
  void aTelephoneNumberWithinAWaybillIsNone() {
    assertThat(found(EngineSettings.STANDARD, "快件 STO043664688365 已到达【金华转运中心】")).isEmpty();
    assertThat(found(EngineSettings.STANDARD, "快件 043664688365 已到达【金华转运中心】")).isEmpty();
    assertThat(found(EngineSettings.STANDARD, "【金华转运中心】已发出 043664688365")).isEmpty();
    assertThat(found(EngineSettings.STANDARD, "tel057982345678"))
        .containsExactly("CN_LANDLINE=057982345678");
  }

  /** The extension is the switchboard's; labelled texts leave it out as well. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "座机057982345678转801",
        "请致电 057982345678 转 801",
        "家里 057982345678，可转接",
        "分机 801，总机 057982345678"
      })
  void anExtensionSpeaksForALandlineAndStaysOutOfIt(String text) {
    assertThat(found(EngineSettings.STANDARD, text)).containsExactly("CN_LANDLINE=057982345678");
  }

  @Test
  void anAreaCodeInBracketsNeedsNoWordBesideIt() {
    assertThat(found(EngineSettings.STANDARD, "Questions? (415) 555-0132"))
        .containsExactly("PHONE=(415) 555-0132");
    assertThat(found(EngineSettings.STANDARD, "order no (415) 555-0132, 415-555-0132")).isEmpty();
  }

  @Test
  void onlyTypesThatAreWantedAreToldAndFromTheirThresholdOn() {
    var only = new EngineSettings(Set.of(MOBILE), Map.of(), List.of());
    assertThat(found(only, TEXT)).containsExactly("CN_MOBILE=13800138000");
    var surer = new EngineSettings(Set.of(MOBILE), Map.of(MOBILE, 0.95), List.of());
    assertThat(found(surer, TEXT)).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EngineSettings(Set.of(), Map.of(MOBILE, 1.5), List.of()))
        .withMessageContaining("CN_MOBILE");
  }

  @Test
  void detectorsOfTheUserAreAskedToo() {
    List<Rule> rules =
        new RuleReader(Checks.standard(CLOCK))
            .read(
                "mine.yaml",
                "version: 1\ndetectors: [{name: project, type: PROJECT, match: 'P-[0-9]{4}'}]")
            .rules();
    var settings = new EngineSettings(Set.of(PROJECT), Map.of(), rules);
    assertThat(found(settings, "see P-1234.")).containsExactly("PROJECT=P-1234");
  }

  @Test
  void allowedValuesAreNeverTold() {
    ValueList allow = ValueList.of(List.of("１３８００１３８０００", "", "x"));
    assertThat(allow.size()).isEqualTo(2);
    var settings = lists(allow, Map.of(PROJECT, ValueList.of(List.of("X"))));
    assertThat(found(settings, "电话13800138000、13900139000，x"))
        .containsExactly("CN_MOBILE=13900139000");
  }

  @Test
  void deniedValuesAreAlwaysToldAsTheirType() {
    ValueList deny = ValueList.of(List.of("Blue Whale", "蓝鲸", "蓝鲸计划", "13800138000", "c++"));
    var settings = lists(ValueList.EMPTY, Map.of(PROJECT, deny));
    assertThat(found(settings, "关于蓝鲸计划与蓝鲸: BLUE WHALE、c++，电话13800138000"))
        .containsExactly(
            "PROJECT=蓝鲸计划",
            "PROJECT=蓝鲸",
            "PROJECT=BLUE WHALE",
            "PROJECT=c++",
            "PROJECT=13800138000");
    assertThat(found(settings, "Blue Whales, xBlue Whale, 113800138000")).isEmpty();
  }

  @Test
  void linesThatAreTooLongAreNamedByTheirNumber() {
    String longest = "x".repeat(ValueList.LONGEST);
    assertThat(ValueList.of(List.of(longest)).size()).isEqualTo(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ValueList.of(List.of("a", longest + "secret")))
        .withMessageContaining("line 2")
        .withMessageNotContaining("secret");
    assertThat(ValueList.of(List.of("geheim"))).asString().doesNotContain("geheim");
  }

  @Test
  void aMillionEntriesAreBorne() {
    ValueList million =
        ValueList.of(IntStream.range(0, ValueList.MOST).mapToObj(i -> "k" + i * 37L).toList());
    assertThat(million.size()).isEqualTo(ValueList.MOST);
    assertThat(million.bytes()).isLessThan(32L << 20);
    var settings = lists(ValueList.EMPTY, Map.of(PROJECT, million));
    assertThat(found(settings, "k36999963 k36999964 中k37")).hasSize(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ValueList.of(Collections.nCopies(ValueList.MOST + 1, "k")))
        .withMessageContaining("1000000");
  }

  /** Ten million characters on one line, a value in each hundred. */
  @Test
  void oneLongLineIsScannedWhole() {
    String piece = "订单 20260102 共 3 件，电话13800138000；" + "x".repeat(70);
    String line = piece.repeat(10_000_000 / piece.length());
    var settings = new EngineSettings(Set.of(MOBILE), Map.of(), List.of());
    assertThat(PiiEngine.of(settings, CLOCK).scan(line, Hints.NONE))
        .hasSize(10_000_000 / piece.length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"14 FEB 2000", "14-Feb-2000", "14 February 2000", "FEB 14, 2000"})
  void monthsOfBirthDatesAreReadInAnyCase(String date) {
    assertThat(PiiEngine.standard(CLOCK).scan("Date of birth: " + date, Hints.NONE))
        .extracting(finding -> finding.type().name())
        .containsExactly("BIRTH_DATE");
  }
}
