package dev.yinhu.crypto.mask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.register.MaskName;
import dev.yinhu.register.MaskRule;
import dev.yinhu.register.MaskRule.Replacement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What templates leave of a value, by example. Nobody here is real. */
class MaskTemplateTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3|4|4|13800138000|138****8000",
        "3|4|4|1380013800|****",
        "3|4|3|1380013800|138***3800",
        "0|4|4|6222021234567890128|***************0128",
        "2|0|1|张三丰|张三*",
        "2|0|1|张三|****",
        "0|0|1|x|*",
        "1|1|1|𠮷野家|𠮷*家",
        "1|1|1|😀😀😀|😀*😀",
        "1|1|2|😀😀😀|****",
        "256|256|1|13800138000|****",
      })
  void endsAreShownWhereEnoughBetweenThemStaysHidden(
      int first, int last, int hidden, String value, String masked) {
    var rule = new MaskRule.Ends(first, last, hidden, Replacement.STAR, false);

    assertThat(Masks.mask(rule, value)).isEqualTo(masked);
  }

  @Test
  void lengthOfTheHiddenPartCanBeHiddenToo() {
    var rule = new MaskRule.Ends(1, 0, 1, new Replacement("●"), true);

    assertThat(Masks.mask(rule, "王小明")).isEqualTo("王●●●●");
    assertThat(Masks.mask(rule, "王小")).isEqualTo("王●●●●");
    assertThat(Masks.mask(rule, "王")).isEqualTo("●●●●");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "###****####|13800138000|138****8000",
        "###****####|1380013800|****",
        "###****####|138001380000|****",
        "###-****-####|138-0013-8000|138-****-8000",
        "###-****-####|138 0013 8000|****",
        "京#·*****|京A·12345|京A·*****",
        "京#·*****|沪A·12345|****",
        "#*|😀😀|😀*",
        "*|x|*",
      })
  void patternShowsAndHidesByPlace(String pattern, String value, String masked) {
    assertThat(Masks.mask(new MaskRule.Pattern(pattern, Replacement.STAR), value))
        .isEqualTo(masked);
  }

  @Test
  void halfOfASurrogatePairIsACharacter() {
    var rule = new MaskRule.Ends(1, 1, 1, Replacement.STAR, false);

    assertThat(Masks.mask(rule, "\uD83D\uD83D\uDE00x")).isEqualTo("\uD83D*x");
  }

  @Test
  void anEmptyValueStaysEmpty() {
    assertThat(Masks.mask(new MaskRule.Ends(1, 1, 1, Replacement.STAR, true), "")).isEmpty();
    assertThat(Masks.mask(new MaskRule.Pattern("*", Replacement.STAR), "")).isEmpty();
  }

  @Test
  void namedRuleIsTheNamedMask() {
    assertThat(Masks.mask(new MaskRule.Named(MaskName.PHONE), "13800138000"))
        .isEqualTo("138****8000");
  }
}
