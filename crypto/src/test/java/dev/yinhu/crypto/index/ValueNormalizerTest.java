package dev.yinhu.crypto.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.register.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueNormalizerTest {
  private final ValueNormalizer normalizer = new ValueNormalizer();

  private String phone(String value) {
    return normalizer.normalize(Normalizer.PHONE, value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "13800138000",
        "138 0013 8000",
        "138-0013-8000",
        " 138\t0013 8000\u3000",
        "+86 138 0013 8000",
        "+8613800138000",
        "8613800138000",
        "0086 13800138000",
        "(86) 138-0013-8000",
        "１３８００１３８０００",
        "＋８６１３８００１３８０００",
        "\u202d138 0013 8000\u202c",
        "138\u200b0013\u00ad8000",
        "tel:+86-138-0013-8000"
      })
  void everySpellingOfAMobileNumberIsOne(String spelling) {
    assertThat(phone(spelling)).isEqualTo("+8613800138000");
  }

  @ParameterizedTest
  @CsvSource({
    "021-5555 1234, +862155551234",
    "(021)55551234, +862155551234",
    "+1 (415) 555-2671, +14155552671",
    "00852 2123 4567, +85221234567",
    "021-55551234 转 88, +862155551234;ext=88",
    "021-55551234 分机８８, +862155551234;ext=88",
    "021-55551234 ext. 88, +862155551234;ext=88",
    "+86 21 5555 1234;ext=88, +862155551234;ext=88"
  })
  void otherNumbersAreReadByTheirPlan(String spelling, String expected) {
    assertThat(phone(spelling)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "10086, !10086",
    "１１０, !110",
    "unknown, !unknown",
    "无, !无",
    "+, !+",
    "138001380001380013800, !138001380001380013800"
  })
  void whatIsNoPossibleNumberKeepsItsTextBehindAMark(String value, String expected) {
    assertThat(phone(value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "+86 0013 138 138, +8613138138",
    "+86 013 138 138, +8613138138",
    "+86 021 5555 1234, +862155551234"
  })
  void everyZeroForTrunkCallsIsTakenOff(String spelling, String expected) {
    assertThat(phone(spelling)).isEqualTo(expected);
    assertThat(phone(expected)).isEqualTo(expected);
  }

  @Test
  void aMarkThatWasWrittenIsNotDoubled() {
    assertThat(phone("!10086")).isEqualTo("!10086");
    assertThat(phone("！ !10086 ")).isEqualTo("!10086");
    assertThat(phone("!13800138000")).isEqualTo("+8613800138000");
  }

  @ParameterizedTest
  @CsvSource({
    "Zhang.San@Example.COM, zhang.san@example.com",
    "' a@b.cn ', a@b.cn",
    "ａ＠Ｂ．ｃｎ, a@b.cn",
    "TITLE@İ.example, title@i̇.example",
    "ǅ@x.cn, dž@x.cn",
    "ΣΑΣ@x.cn, σας@x.cn"
  })
  void emailAddressesAreFoldedWithoutRegardToALocale(String value, String expected) {
    assertThat(normalizer.normalize(Normalizer.EMAIL, value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "'　张　三 ', '张 三'",
    "ＡＢＣ１２３, ABC123",
    "ｶﾞ, ガ",
    "ﬁ, fi",
    "①, 1",
    "e\u0301, é",
    "Zhang, Zhang"
  })
  void compatibleFormFoldsWidthsAndTrims(String value, String expected) {
    assertThat(normalizer.normalize(Normalizer.NFKC, value)).isEqualTo(expected);
  }

  @Test
  void noneLeavesAValueAsItIs() {
    assertThat(normalizer.normalize(Normalizer.NONE, " Ａ ")).isEqualTo(" Ａ ");
  }

  @Test
  void nothingIsLeftOfBlanks() {
    for (Normalizer how : new Normalizer[] {Normalizer.NFKC, Normalizer.EMAIL, Normalizer.PHONE}) {
      assertThat(normalizer.normalize(how, " \t\u3000\u00A0")).isEmpty();
    }
    assertThat(phone("!!")).isEmpty();
  }
}
