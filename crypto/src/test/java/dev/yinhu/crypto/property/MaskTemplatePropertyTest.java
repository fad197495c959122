package dev.yinhu.crypto.property;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.crypto.mask.Masks;
import dev.yinhu.register.MaskRule;
import dev.yinhu.register.MaskRule.Replacement;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What every template keeps, whatever the value. */
class MaskTemplatePropertyTest {
  private static final int SIGN = '※';

  @Property(tries = 3000)
  void noTemplateGivesTheWholeValue(
      @ForAll("templates") MaskRule rule, @ForAll("values") String value) {
    assertThat(Masks.mask(rule, value)).isNotEqualTo(value).contains(Character.toString(SIGN));
  }

  @Property(tries = 3000)
  void endsShowNoMoreThanDeclared(
      @ForAll("ends") MaskRule.Ends rule, @ForAll("values") String value) {
    String masked = Masks.mask(rule, value);
    long shown = masked.codePoints().filter(c -> c != SIGN).count();
    long characters = value.codePoints().count();

    assertThat(shown).isLessThanOrEqualTo(rule.showFirst() + rule.showLast());
    assertThat(characters - shown).isGreaterThanOrEqualTo(Math.min(rule.minHidden(), characters));
    assertThat(shown == 0 || shown == rule.showFirst() + rule.showLast()).isTrue();
  }

  @Property(tries = 2000)
  void endsKeepTheLengthUnlessTheyHideIt(
      @ForAll("ends") MaskRule.Ends rule, @ForAll("values") String value) {
    String masked = Masks.mask(rule, value);
    int ends = rule.showFirst() + rule.showLast();
    long characters = value.codePoints().count();
    boolean fits = characters - ends >= rule.minHidden();
    long expected = fits ? (rule.hideLength() ? ends + 4 : characters) : 4;

    assertThat(masked.codePoints().count()).isEqualTo(expected);
  }

  @Property(tries = 2000)
  void whatIsShownStandsAtTheEndsOfTheValue(
      @ForAll("ends") MaskRule.Ends rule, @ForAll("values") String value) {
    String masked = Masks.mask(rule, value);
    int first = masked.indexOf(SIGN);
    int last = masked.lastIndexOf(SIGN) + 1;

    assertThat(value).startsWith(masked.substring(0, first)).endsWith(masked.substring(last));
  }

  @Property(tries = 2000)
  void patternShowsOnlyThePlacesItNames(
      @ForAll("patterns") MaskRule.Pattern rule, @ForAll("values") String value) {
    int[] pattern = rule.pattern().codePoints().toArray();
    int[] masked = Masks.mask(rule, value).codePoints().toArray();
    int[] characters = value.codePoints().toArray();

    if (masked.length != characters.length || masked.length != pattern.length) {
      assertThat(masked).containsOnly(SIGN);
      return;
    }
    for (int i = 0; i < masked.length; i++) {
      assertThat(masked[i] == SIGN || pattern[i] != '*').isTrue();
      assertThat(masked[i] == SIGN || masked[i] == characters[i]).isTrue();
    }
  }

  @Provide
  Arbitrary<MaskRule> templates() {
    return Arbitraries.oneOf(
        ends().map(MaskRule.class::cast), patterns().map(MaskRule.class::cast));
  }

  @Provide
  Arbitrary<MaskRule.Ends> ends() {
    Arbitrary<Integer> shown = Arbitraries.integers().between(0, 12);
    Arbitrary<Integer> hidden = Arbitraries.integers().between(1, 8);
    return Combinators.combine(shown, shown, hidden, Arbitraries.of(true, false))
        .as((first, last, least, hideLength) ->
            new MaskRule.Ends(first, last, least, sign(), hideLength));
  }

  @Provide
  Arbitrary<MaskRule.Pattern> patterns() {
    return Arbitraries.strings()
        .withChars("#*#*#*# -1张")
        .ofMinLength(1)
        .ofMaxLength(12)
        .filter(pattern -> pattern.indexOf('*') >= 0)
        .map(pattern -> new MaskRule.Pattern(pattern, sign()));
  }

  /** Without the sign itself; many as long as the patterns are. */
  @Provide
  Arbitrary<String> values() {
    Arbitrary<String> likely =
        Arbitraries.strings().withChars("0123456789 -张").ofMinLength(1).ofMaxLength(14);
    Arbitrary<String> astral =
        Arbitraries.of("😀", "𠮷", "x", "张")
            .list()
            .ofMinSize(1)
            .ofMaxSize(14)
            .map(l -> String.join("", l));
    Arbitrary<String> any = Arbitraries.strings().ofMinLength(1).ofMaxLength(40);
    return Arbitraries.oneOf(likely, astral, any).filter(value -> value.indexOf(SIGN) < 0);
  }

  private static Replacement sign() {
    return new Replacement(Character.toString(SIGN));
  }
}
