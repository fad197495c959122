package dev.yinhu.crypto.property;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.crypto.mask.Masks;
import dev.yinhu.register.MaskName;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What every mask keeps, whatever the value. */
class MasksPropertyTest {
  @Property(tries = 3000)
  void noMaskGivesTheWholeValue(@ForAll MaskName mask, @ForAll("values") String value) {
    assertThat(Masks.mask(mask, value)).isNotEqualTo(value).doesNotContain(value);
  }

  @Property(tries = 2000)
  void noMaskShowsMoreThanDocumented(@ForAll MaskName mask, @ForAll("values") String value) {
    String masked = Masks.mask(mask, value);
    long shownDigits = masked.chars().filter(c -> c >= '0' && c <= '9').count();
    long shown = masked.codePoints().filter(c -> c != '*').count();
    switch (mask) {
      case PHONE -> assertThat(shownDigits).isLessThanOrEqualTo(4 + 3 + 4);
      case CARD -> assertThat(shownDigits).isLessThanOrEqualTo(4);
      case ID_NUMBER -> assertThat(shown).isLessThanOrEqualTo(7);
      case NAME ->
          assertThat(2 * shown).isLessThanOrEqualTo(value.codePointCount(0, value.length()));
      case EMAIL -> assertThat(masked.indexOf('@')).isLessThanOrEqualTo("x***".length() + 1);
      case ADDRESS -> assertThat(shownDigits).isZero();
      case ALL -> assertThat(shown).isZero();
    }
  }

  @Property(tries = 500)
  void fourDigitsOfAMobileNumberAreHidden(@ForAll("mobiles") String mobile) {
    String masked = Masks.mask(MaskName.PHONE, mobile);

    assertThat(masked.chars().filter(c -> c == '*').count()).isEqualTo(4);
    assertThat(masked).hasSameSizeAs(mobile).endsWith(mobile.substring(mobile.length() - 4));
  }

  @Provide
  Arbitrary<String> mobiles() {
    return Arbitraries.strings()
        .numeric()
        .ofLength(9)
        .flatMap(rest ->
            Arbitraries.of("13", "15", "17", "18", "19")
                .flatMap(start ->
                    Arbitraries.of("", "+86", "+86 ", "0086").map(code -> code + start + rest)));
  }

  /** Values of every kind and of none, without the character that stands for what is hidden. */
  @Provide
  Arbitrary<String> values() {
    Arbitrary<String> words =
        Arbitraries.of(
            "张三", "欧阳", "浙江省", "杭州市", "西湖区", "文三路", "123号", "小区", "北京", "自治县", "138", "0013",
            "8000", "+86", " ", "-", "@", "example", ".com", "·", "John", "X", "１", "😀", "(", "区");
    Arbitrary<String> likely =
        words.list().ofMinSize(1).ofMaxSize(8).map(list -> String.join("", list));
    Arbitrary<String> digits =
        Arbitraries.strings().withChars("0123456789+- ()").ofMinLength(1).ofMaxLength(30);
    Arbitrary<String> any = Arbitraries.strings().ofMinLength(1).ofMaxLength(60);
    return Arbitraries.oneOf(likely, digits, any).filter(value -> value.indexOf('*') < 0);
  }
}
