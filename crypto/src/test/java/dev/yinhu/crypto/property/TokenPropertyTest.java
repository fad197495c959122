package dev.yinhu.crypto.property;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.crypto.mac.KeyedHash;
import dev.yinhu.crypto.mac.MacAlgorithm;
import dev.yinhu.crypto.token.Draws;
import dev.yinhu.crypto.token.PrintedToken;
import dev.yinhu.crypto.token.TokenShape;
import dev.yinhu.register.TokenKind;
import dev.yinhu.register.ValueFormat;
import java.security.SecureRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class TokenPropertyTest {
  private final Draws random = Draws.random(new SecureRandom());

  @Property(tries = 1_000)
  void aCardStaysACard(@ForAll("cards") String card) {
    String token = new TokenShape(ValueFormat.CARD).draw(card, random).orElseThrow();

    assertThat(token).hasSameSizeAs(card);
    assertThat(token.replaceAll("[0-9]", "0")).isEqualTo(card.replaceAll("[0-9]", "0"));
    assertThat(luhnSum(token.replaceAll("[^0-9]", "")) % 10).isZero();
    assertThat(new TokenShape(ValueFormat.CARD).fits(token)).isTrue();
  }

  /** Written from the right, check digit included, as ISO/IEC 7812-1 verifies. */
  private static int luhnSum(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      sum += i % 2 == 0 ? digit : 2 * digit / 10 + 2 * digit % 10;
    }
    return sum;
  }

  @Property(tries = 1_000)
  void anIdentityNumberKeepsAValidCheckCharacter(@ForAll("identities") String identity) {
    String token = new TokenShape(ValueFormat.ID_NUMBER_CN).draw(identity, random).orElseThrow();
    int sum = 0;
    for (int i = 0; i < 18; i++) {
      int digit = token.charAt(i) == 'X' ? 10 : token.charAt(i) - '0';
      sum += digit * Math.floorMod(1 << (17 - i), 11);
    }

    assertThat(token).matches("[0-9]{17}[0-9X]");
    assertThat(sum % 11).isEqualTo(1);
  }

  @Property(tries = 1_000)
  void aMobileNumberKeepsItsFirstThreeDigitsAndItsSeparators(@ForAll("mobiles") String mobile) {
    String token = new TokenShape(ValueFormat.MOBILE_CN).draw(mobile, random).orElseThrow();

    assertThat(token.replaceAll("[^0-9]", "")).hasSize(11).startsWith(mobile.substring(0, 3));
    assertThat(token.replaceAll("[0-9]", "0")).isEqualTo(mobile.replaceAll("[0-9]", "0"));
  }

  @Example
  void ofAnIdentityNumberOnlyTheCapitalXIsItsCheckCharacter() {
    TokenShape shape = new TokenShape(ValueFormat.ID_NUMBER_CN);

    assertThat(shape.fits("11010519491231002X")).isTrue();
    assertThat(shape.fits("11010519491231002x")).isFalse();
  }

  @Property(tries = 500)
  void derivedDrawsDependOnKeyAndSeedAndStayBelowTheirBound(
      @ForAll @Size(32) byte[] key,
      @ForAll @Size(max = 40) byte[] seed,
      @ForAll @IntRange(min = 1, max = 65_536) int bound) {
    Draws one = Draws.derived(new KeyedHash(MacAlgorithm.HMAC_SHA256, key), seed);
    Draws same = Draws.derived(new KeyedHash(MacAlgorithm.HMAC_SHA256, key), seed);

    for (int i = 0; i < 40; i++) {
      int drawn = one.below(bound);
      assertThat(drawn).isBetween(0, bound - 1).isEqualTo(same.below(bound));
    }
  }

  @Property(tries = 1_000)
  void whatIsPrintedIsReadAgain(
      @ForAll TokenKind kind,
      @ForAll @Size(16) byte[] value,
      @ForAll @Size(8) byte[] check,
      @ForAll @LongRange(min = 1, max = 0xFFFF_FFFFL) long keyId) {
    PrintedToken token =
        kind == TokenKind.ONE_WAY
            ? PrintedToken.oneWay(keyId, value, check)
            : PrintedToken.stored(kind, value);
    PrintedToken read = PrintedToken.parse(token.text()).orElseThrow();

    assertThat(read.kind()).isEqualTo(kind);
    assertThat(read.value()).isEqualTo(value);
    assertThat(read.text()).isEqualTo(token.text());
    assertThat(PrintedToken.parse(token.text() + "A")).isEmpty();
    assertThat(token.toString()).doesNotContain(token.text());
    if (kind == TokenKind.ONE_WAY) {
      assertThat(read.keyId()).isEqualTo(keyId);
      assertThat(read.check()).isEqualTo(check);
    }
  }

  @Provide
  Arbitrary<String> cards() {
    return Arbitraries.strings()
        .numeric()
        .ofMinLength(12)
        .ofMaxLength(19)
        .flatMap(digits ->
            Arbitraries.of("", " ", "-").map(gap -> digits.replaceAll("(.{4})(?=.)", "$1" + gap)));
  }

  @Provide
  Arbitrary<String> identities() {
    return Arbitraries.strings()
        .numeric()
        .ofLength(17)
        .flatMap(body -> Arbitraries.of("0", "5", "X").map(check -> body + check));
  }

  @Provide
  Arbitrary<String> mobiles() {
    return Arbitraries.strings()
        .numeric()
        .ofLength(11)
        .flatMap(digits ->
            Arbitraries.of("", " ", "-")
                .map(gap ->
                    digits.substring(0, 3)
                        + gap
                        + digits.substring(3, 7)
                        + gap
                        + digits.substring(7)));
  }
}
