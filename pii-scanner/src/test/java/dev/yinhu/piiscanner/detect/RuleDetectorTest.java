package dev.yinhu.piiscanner.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.yinhu.piiscanner.Finding;
import dev.yinhu.piiscanner.Hints;
import dev.yinhu.piiscanner.PiiEngine;
import dev.yinhu.piiscanner.check.Checks;
import dev.yinhu.piiscanner.rule.Rule;
import dev.yinhu.piiscanner.rule.RuleReader;
import dev.yinhu.piiscanner.rule.RuleReading;
import dev.yinhu.piiscanner.text.FoldedText;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleDetectorTest {
  private static final String RULES =
      """
      version: 1
      detectors:
        - name: mobile
          type: CN_MOBILE
          match: '1[3-9]\\d[ -]?\\d{4}[ -]?\\d{4}'
          before: [not-alnum]
          after: [not-alnum]
          separators: ' -'
          confidence: 0.5
          cues: {words: [手机, phone], names: [phone, 手机号], adds: 0.3, name-adds: 0.4}
          against: {words: [订单号], names: [order_no], adds: -0.3}
        - name: card
          type: BANK_CARD
          match: '\\d{4}([ -]?\\d{4}){3}([ -]?\\d{1,3})?'
          before: [not-digit]
          after: [not-digit]
          separators: ' -'
          checks: [luhn]
          strength: checked
          confidence: 0.4
          check-adds: 0.3
        - name: qq
          type: QQ_ID
          match: '[1-9]\\d{4,10}'
          before: [not-alnum]
          after: [not-alnum]
          confidence: 0.2
          cues: {words: [QQ, QQ号], names: [qq], adds: 0.5, needed: true}
        - name: email
          type: EMAIL
          match: '[A-Za-z0-9._%+-]+@([A-Za-z0-9-]+\\.)+[A-Za-z]{2,}'
          before: [not-alnum, not-at]
          after: [not-alnum]
          confidence: 0.9
        - name: password
          type: SECRET
          match: '[!-~]+'
          lead: 'password[ ]?[=:][ ]?'
          before: [not-alnum]
          confidence: 0.8
      """;

  private static final Checks CHECKS =
      Checks.standard(InstantSource.fixed(Instant.parse("2026-11-22T00:00:00Z")));

  private static RuleDetector detector() {
    RuleReading reading = new RuleReader(CHECKS).read("rules.yaml", RULES);
    assertThat(reading.problems()).isEmpty();
    return new RuleDetector(reading.rules(), CHECKS);
  }

  private static final RuleDetector DETECTOR = detector();

  private static List<String> found(String text, Hints hints) {
    List<String> found = new ArrayList<>();
    for (Finding finding : new PiiEngine(List.of(DETECTOR)).scan(text, hints)) {
      int start = text.offsetByCodePoints(0, finding.start());
      int end = text.offsetByCodePoints(0, finding.end());
      found.add(finding.type() + "=" + text.substring(start, end));
    }
    return found;
  }

  private static List<String> found(String text) {
    return found(text, Hints.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "电话13800138000。, CN_MOBILE=13800138000",
    "138 0013 8000, CN_MOBILE=138 0013 8000",
    "卡6222 0212 3456 7894, BANK_CARD=6222 0212 3456 7894",
    "卡6222 0212 3456 7894 130元, BANK_CARD=6222 0212 3456 7894",
    "卡6222 0212 3456 7894-1 张, BANK_CARD=6222 0212 3456 7894",
    "2026 6222 0212 3456 7894 7, BANK_CARD=6222 0212 3456 7894",
    "发到 a.b@example.com.cn。, EMAIL=a.b@example.com.cn",
    "😀password=hunter2 ok, SECRET=hunter2",
    "１３８００１３８０００, CN_MOBILE=１３８００１３８０００",
    "1380\u200B0138000, CN_MOBILE=1380\u200B0138000",
  })
  void valuesAreFoundWhereTheyStand(String text, String finding) {
    assertThat(found(text)).containsExactly(finding);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "213800138000",
        "138001380001",
        "x13800138000",
        "6222 0212 3456 7895",
        "6222 0212 3456 78941",
        "12345678",
      })
  void otherRunsAreNotFound(String text) {
    assertThat(found(text)).isEmpty();
  }

  @Test
  void aNeededCueMustStandNear() {
    assertThat(found("QQ 12345678")).containsExactly("QQ_ID=12345678");
    assertThat(found("我的qq号：12345678、87654321"))
        .containsExactly("QQ_ID=12345678", "QQ_ID=87654321");
    assertThat(found("QQ。共 12345678")).isEmpty();
    assertThat(found("12345678", Hints.of("user_qq"))).containsExactly("QQ_ID=12345678");
  }

  @Test
  void aCueIsNotTakenTwiceButByAList() {
    assertThat(found("QQ 12345678，余额 87654321")).containsExactly("QQ_ID=12345678");
  }

  /** Cues are read as far as values need them: what one leaves out another may look for. */
  @Test
  void aCueCountsWhateverElseStandsBehindTheValue() {
    String alone = "手机 13800138000 x";
    String followed = alone + " ".repeat(60) + "QQ 12345678";
    assertThat(confidence(followed, Hints.NONE)).isEqualTo(confidence(alone, Hints.NONE));
  }

  @Test
  void theNearestWordDecides() {
    assertThat(confidence("手机 13800138000", Hints.NONE)).isEqualTo(0.8);
    assertThat(confidence("手机订单号 13800138000", Hints.NONE)).isEqualTo(0.2);
    assertThat(confidence("订单号手机 13800138000", Hints.NONE)).isEqualTo(0.8);
  }

  @Test
  void aCounterWordOfANeighbourDoesNotCountAgainstTheOwnName() {
    assertThat(confidence("订单号\",\"手机号\":\"13800138000\"", Hints.NONE)).isEqualTo(1);
    assertThat(confidence("x,phone\n订单号 k,13800138000", Hints.NONE)).isEqualTo(0.9);
    assertThat(confidence("x,phone\nk,订单号 13800138000", Hints.NONE)).isCloseTo(0.6, within(0.01));
  }

  /** The word 微信 in the label 微信号 of the next value is none of this one. */
  @Test
  void aWordThatBeginsTheNextLabelDoesNotCount() {
    assertThat(confidence("13800138000，手机号码:", Hints.NONE)).isEqualTo(0.5);
    assertThat(confidence("13800138000（手机）", Hints.NONE)).isEqualTo(0.8);
  }

  @Test
  void namesCount() {
    assertThat(confidence("13800138000", Hints.of("userPhone"))).isEqualTo(0.9);
    assertThat(confidence("13800138000", Hints.of("会员手机号码"))).isEqualTo(0.9);
    assertThat(confidence("13800138000", Hints.of("order_no"))).isCloseTo(0.1, within(1e-9));
    assertThat(confidence("13800138000", Hints.of("telephones"))).isEqualTo(0.5);
  }

  private static double confidence(String text, Hints hints) {
    return new PiiEngine(List.of(DETECTOR)).scan(text, hints).getFirst().confidence();
  }

  @Test
  void unknownChecksAreRefused() {
    Rule known =
        new RuleReader(CHECKS)
            .read("r", "version: 1\ndetectors: [{name: a, type: A, match: 'a'}]")
            .rules()
            .getFirst();
    Rule unknown =
        new Rule(
            known.name(),
            known.type(),
            known.patterns(),
            known.lead(),
            known.trigger(),
            known.before(),
            known.after(),
            known.separators(),
            List.of("odd"),
            known.strength(),
            known.confidence(),
            known.checkAdds(),
            known.cues(),
            known.against());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RuleDetector(List.of(unknown), CHECKS))
        .withMessageContaining("odd");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7",
        "13800138000 ",
        "1234 ",
        "1-",
        "a.",
        "a@b.",
        "a@b.c@",
        "password=",
        "QQ 12345 ",
        "6222 0212 3456 7894 ",
        "6222 0212 3456 7895 1 ",
        "x@a-b.cc ",
        "1.2.",
        "手机",
        "1380013800",
      })
  void workIsLinearWhateverRepeats(String piece) {
    long once = steps(piece, 20_000);
    long twice = steps(piece, 40_000);

    assertThat(twice).isLessThanOrEqualTo(2 * once + 10_000);
    assertThat(twice).isLessThanOrEqualTo(20L * 40_000);
  }

  private static long steps(String piece, int length) {
    String text = piece.repeat(length / piece.length());
    return DETECTOR.scan(FoldedText.of(text), Hints.NONE, candidate -> {}).steps();
  }
}
