package dev.yinhu.crypto.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.yinhu.crypto.FormatCipher;
import dev.yinhu.crypto.KeyScope;
import dev.yinhu.crypto.KeyringName;
import dev.yinhu.crypto.ShapeOpened;
import dev.yinhu.crypto.ShapeSealed;
import dev.yinhu.crypto.ShapedField;
import dev.yinhu.crypto.testing.TestCrypto;
import dev.yinhu.register.CheckCharacter;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Suite;
import dev.yinhu.register.ValueFormat;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.lifecycle.AfterContainer;

/** Values that keep their shape: they come back, and look as they should in between. */
class FormatCipherTest {
  private static final FieldRef PHONE = FieldRef.parse("shop.users.phone");
  private static final FieldRef CARD = FieldRef.parse("shop.users.card");
  private static final String HAN = "张王李赵刘陈杨黄周吴徐孙胡朱高林何郭马罗𠀀𠮷";
  private static final OptionalInt NO_VERSION = OptionalInt.empty();

  private static final TestCrypto FIXTURE = TestCrypto.create();
  private static final TestCrypto ROTATED = TestCrypto.create();

  private final FormatCipher cipher = FIXTURE.crypto().formats();
  private final KeyScope anna = FIXTURE.scope("anna");
  private final KeyScope boris = FIXTURE.scope("boris");
  private final KeyScope nobody = FIXTURE.crypto().cipher().shared();

  @AfterContainer
  static void close() {
    FIXTURE.close();
    ROTATED.close();
  }

  @Provide
  Arbitrary<Suite> suites() {
    return Arbitraries.of(Suite.FF1_AES256, Suite.FF1_SM4);
  }

  @Property(tries = 200)
  void aMobileNumberComesBackAndKeepsItsFirstThreeDigits(
      @ForAll("suites") Suite suite,
      @ForAll @NumericChars @StringLength(11) String number,
      @ForAll boolean ofASubject) {
    ShapedField field = new ShapedField(PHONE, suite, ValueFormat.MOBILE_CN);
    KeyScope scope = ofASubject ? anna : nobody;

    String sealed = seal(field, scope, "", number);

    assertThat(sealed).matches("[0-9]{11}").startsWith(number.substring(0, 3));
    assertThat(open(field, scope, "", sealed)).isEqualTo(number);
  }

  @Property(tries = 200)
  void aCardNumberStaysValid(
      @ForAll("suites") Suite suite,
      @ForAll @NumericChars @StringLength(min = 11, max = 18) String body) {
    ShapedField field = new ShapedField(CARD, suite, ValueFormat.CARD);
    String card = body + luhnDigit(body);

    String sealed = seal(field, anna, "", card);

    assertThat(sealed).hasSameSizeAs(card).matches("[0-9]+");
    assertThat(sealed.substring(sealed.length() - 1))
        .isEqualTo(luhnDigit(sealed.substring(0, sealed.length() - 1)));
    assertThat(open(field, anna, "", sealed)).isEqualTo(card);
  }

  @Property(tries = 200)
  void anIdentityNumberStaysValid(
      @ForAll("suites") Suite suite, @ForAll @NumericChars @StringLength(17) String body) {
    ShapedField field = new ShapedField(CARD, suite, ValueFormat.ID_NUMBER_CN);
    String number = body + gbCharacter(body);

    String sealed = seal(field, anna, "", number);

    assertThat(sealed).matches("[0-9]{17}[0-9X]");
    assertThat(sealed.substring(17)).isEqualTo(gbCharacter(sealed.substring(0, 17)));
    assertThat(open(field, anna, "", sealed)).isEqualTo(number);
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of(HAN.codePoints().boxed().toList())
        .list()
        .ofMinSize(5)
        .ofMaxSize(12)
        .map(list -> {
          StringBuilder name = new StringBuilder();
          list.forEach(name::appendCodePoint);
          return name.toString();
        });
  }

  @Property(tries = 200)
  void chineseAlphabetsKeepTheirCharacters(
      @ForAll("suites") Suite suite, @ForAll("names") String name) {
    ValueFormat format = new ValueFormat(HAN, 0, 0, 5, 12, CheckCharacter.NONE, "·");
    ShapedField field = new ShapedField(CARD, suite, format);

    String sealed = seal(field, nobody, "", name);

    assertThat(sealed.codePointCount(0, sealed.length()))
        .isEqualTo(name.codePointCount(0, name.length()));
    assertThat(sealed.codePoints().allMatch(c -> HAN.indexOf(c) >= 0)).isTrue();
    assertThat(open(field, nobody, "", sealed)).isEqualTo(name);
  }

  @Property(tries = 50)
  void separatorsStayAndDoNotChangeTheResult(
      @ForAll("suites") Suite suite, @ForAll @NumericChars @StringLength(11) String number) {
    ShapedField field = new ShapedField(PHONE, suite, ValueFormat.MOBILE_CN);
    String apart =
        number.substring(0, 3) + "-" + number.substring(3, 7) + " " + number.substring(7);

    String sealed = seal(field, anna, "", apart);

    assertThat(sealed).matches("[0-9]{3}-[0-9]{4} [0-9]{4}");
    assertThat(sealed.replaceAll("[- ]", "")).isEqualTo(seal(field, anna, "", number));
  }

  @Example
  void noTwoValuesOfAFieldGiveTheSameCiphertext() {
    ShapedField field = new ShapedField(PHONE, Suite.FF1_AES256, ValueFormat.MOBILE_CN);
    Set<String> sealed = new HashSet<>();
    for (int i = 0; i < 3_000; i++) {
      sealed.add(seal(field, nobody, "", "138%08d".formatted(i)));
    }

    assertThat(sealed).hasSize(3_000);
  }

  @Property(tries = 50)
  void fieldSubjectContextSuiteAndWhatStaysEachChooseAnotherPermutation(
      @ForAll("suites") Suite suite, @ForAll @NumericChars @StringLength(15) String body) {
    String card = body + luhnDigit(body);
    ShapedField field = new ShapedField(CARD, suite, ValueFormat.CARD);
    Suite other = suite == Suite.FF1_SM4 ? Suite.FF1_AES256 : Suite.FF1_SM4;

    Set<String> sealed = new HashSet<>();
    sealed.add(seal(field, anna, "", card));
    sealed.add(seal(field, boris, "", card));
    sealed.add(seal(field, nobody, "", card));
    sealed.add(seal(field, anna, "1", card));
    sealed.add(seal(new ShapedField(PHONE, suite, ValueFormat.CARD), anna, "", card));
    sealed.add(seal(new ShapedField(CARD, other, ValueFormat.CARD), anna, "", card));

    assertThat(sealed).hasSize(6);
  }

  @Example
  void whatStaysInClearIsPartOfTheTweak() {
    ShapedField field = new ShapedField(PHONE, Suite.FF1_AES256, ValueFormat.MOBILE_CN);

    assertThat(seal(field, nobody, "", "13800138000").substring(3))
        .isNotEqualTo(seal(field, nobody, "", "13900138000").substring(3));
  }

  @Example
  void whatDoesNotFitIsRefusedBothWays() {
    ShapedField field = new ShapedField(PHONE, Suite.FF1_AES256, ValueFormat.MOBILE_CN);

    assertThat(cipher.seal(field, anna, "", "1380013800")).isInstanceOf(ShapeSealed.Misfit.class);
    assertThat(cipher.open(field, anna, "", "yh1.AAAA", NO_VERSION))
        .isInstanceOf(ShapeOpened.Misfit.class);
    assertThat(cipher.open(field, anna, "", "13800138000", NO_VERSION))
        .hasToString("Plaintext[***]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ShapedField(PHONE, Suite.SM4_GCM, ValueFormat.MOBILE_CN));
  }

  @Example
  void afterARotationTheVersionHasToBeGiven() {
    FormatCipher rotated = ROTATED.crypto().formats();
    KeyScope scope = ROTATED.scope("anna");
    ShapedField field = new ShapedField(PHONE, Suite.FF1_SM4, ValueFormat.MOBILE_CN);
    ShapeSealed first = rotated.seal(field, scope, "", "13800138000");
    String text = first instanceof ShapeSealed.Ciphertext(String t, int _) ? t : "";
    assertThat(rotated.open(field, scope, "", text, NO_VERSION))
        .isEqualTo(new ShapeOpened.Plaintext("13800138000"));
    // Only the database knows whether there is no second version by now.
    assertThat(rotated.knowsVersion(NO_VERSION)).isFalse();

    ROTATED.crypto().keyrings().rotate(KeyringName.FORMAT);

    assertThat(rotated.knowsVersion(NO_VERSION)).isTrue();

    assertThat(rotated.open(field, scope, "", text, NO_VERSION))
        .isEqualTo(new ShapeOpened.VersionNeeded());
    assertThat(rotated.open(field, scope, "", text, OptionalInt.of(1)))
        .isEqualTo(new ShapeOpened.Plaintext("13800138000"));
    assertThat(rotated.open(field, scope, "", text, OptionalInt.of(3)))
        .isEqualTo(new ShapeOpened.UnknownVersion());
    assertThat(rotated.knowsVersion(OptionalInt.of(2))).isTrue();
    assertThat(rotated.knowsVersion(OptionalInt.of(3))).isFalse();
    assertThat(rotated.seal(field, scope, "", "13800138000"))
        .isInstanceOfSatisfying(
            ShapeSealed.Ciphertext.class,
            second -> {
              assertThat(second.keyVersion()).isEqualTo(2);
              assertThat(second.text()).isNotEqualTo(text);
            });
  }

  private String seal(ShapedField field, KeyScope scope, String context, String value) {
    return switch (cipher.seal(field, scope, context, value)) {
      case ShapeSealed.Ciphertext(String text, int version) -> {
        assertThat(version).isEqualTo(1);
        yield text;
      }
      case ShapeSealed.Misfit(String expected) -> throw new AssertionError(expected);
    };
  }

  private String open(ShapedField field, KeyScope scope, String context, String text) {
    ShapeOpened opened = cipher.open(field, scope, context, text, OptionalInt.of(1));
    return opened instanceof ShapeOpened.Plaintext(String value) ? value : opened.toString();
  }

  private static String luhnDigit(String body) {
    int sum = 0;
    for (int i = 0; i < body.length(); i++) {
      int digit = body.charAt(body.length() - 1 - i) - '0';
      sum += i % 2 == 1 ? digit : digit < 5 ? 2 * digit : 2 * digit - 9;
    }
    return Integer.toString((10 - sum % 10) % 10);
  }

  /** GB 11643 with the table of weights, as it is usually printed. */
  private static String gbCharacter(String body) {
    int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * (body.charAt(i) - '0');
    }
    return String.valueOf("10X98765432".charAt(sum % 11));
  }
}
