package dev.yinhu.crypto.shape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.register.CheckCharacter;
import dev.yinhu.register.ValueFormat;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShapeTest {
  private static final Shape MOBILE = new Shape(ValueFormat.MOBILE_CN);
  private static final Shape CARD = new Shape(ValueFormat.CARD);
  private static final Shape ID_NUMBER = new Shape(ValueFormat.ID_NUMBER_CN);

  @Test
  void aMobileNumberKeepsThreeDigitsAndItsSeparators() {
    ShapedText text = fits(MOBILE, "138-0013-8000");

    assertThat(text.first()).isEqualTo("138");
    assertThat(text.last()).isEmpty();
    assertThat(text.symbols()).containsExactly(0, 0, 1, 3, 8, 0, 0, 0);
    assertThat(text.with(new int[] {9, 8, 7, 6, 5, 4, 3, 2})).isEqualTo("138-9876-5432");
  }

  @Test
  void theCheckCharacterIsComputedAnew() {
    ShapedText card = fits(CARD, "4111 1111 1111 1111");
    ShapedText person = fits(ID_NUMBER, "11010519491231002X");

    assertThat(card.symbols()).hasSize(15);
    assertThat(card.with(new int[] {6, 2, 2, 2, 0, 2, 1, 2, 3, 4, 5, 6, 7, 8, 9}))
        .isEqualTo("6222 0212 3456 7894");
    assertThat(person.with(digits("44052418800101001"))).isEqualTo("440524188001010014");
  }

  @Test
  void whatFollowsAndPrecedesMayStay() {
    Shape shape = new Shape(new ValueFormat("0123456789", 2, 2, 10, 12, CheckCharacter.NONE, "-"));

    ShapedText text = fits(shape, "AB-123456-YZ");

    assertThat(text.first()).isEqualTo("AB");
    assertThat(text.last()).isEqualTo("YZ");
    assertThat(text.with(digits("000000"))).isEqualTo("AB-000000-YZ");
    assertThat(text).hasToString("ShapedText[***]");
  }

  @Test
  void charactersOutsideTheBasicPlaneAreOneSymbol() {
    String alphabet = "张王李赵刘陈杨黄𠀀𠮷𡃁";
    Shape shape = new Shape(new ValueFormat(alphabet, 0, 0, 8, 8, CheckCharacter.NONE, "·"));

    ShapedText text = fits(shape, "张𠀀·𠮷王李赵刘陈");

    assertThat(text.symbols()).containsExactly(0, 8, 9, 1, 2, 3, 4, 5);
    assertThat(text.with(new int[] {8, 9, 10, 0, 1, 2, 3, 4})).isEqualTo("𠀀𠮷·𡃁张王李赵刘");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "1380013800",
        "138001380000",
        "1380013800a",
        "１３８００１３８０００",
        "138\uD83D0013800",
        "138.0013.8000",
        "+8613800138000"
      })
  void whatDoesNotFitIsToldWithoutTheValue(String value) {
    assertThat(MOBILE.read(value))
        .isInstanceOfSatisfying(
            Misfit.class,
            misfit -> {
              assertThat(misfit.expected()).startsWith("expected ");
              if (value.length() > 2) {
                assertThat(misfit.expected()).doesNotContain(value);
              }
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"4111111111111112", "62220212345678901280"})
  void aWrongCheckDigitIsRefused(String value) {
    assertThat(CARD.read(value)).isInstanceOf(Misfit.class);
  }

  @Test
  void anIdentityNumberNeedsTheCapitalX() {
    assertThat(ID_NUMBER.read("11010519491231002x"))
        .isInstanceOfSatisfying(
            Misfit.class, misfit -> assertThat(misfit.expected()).contains("gb11643", "x as X"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"11010519491231002X", "110105194912310020"})
  void aCheckCharacterThatIsNotJudgedIsReplacedByTheRightOne(String value) {
    assertThat(ID_NUMBER.readUnjudged(value))
        .isInstanceOfSatisfying(
            ShapedText.class,
            text -> assertThat(text.with(text.symbols())).isEqualTo("11010519491231002X"));
    assertThat(ID_NUMBER.readUnjudged("11010519491231002x")).isInstanceOf(Misfit.class);
    assertThat(CARD.readUnjudged("411111111111111X")).isInstanceOf(Misfit.class);
  }

  @Test
  void underACheckCharacterKeptCharactersAreDigitsToo() {
    Shape shape = new Shape(new ValueFormat("0123456789", 4, 0, 12, 19, CheckCharacter.LUHN, ""));

    assertThat(shape.read("ABCD11111111111")).isInstanceOf(Misfit.class);
  }

  private static ShapedText fits(Shape shape, String value) {
    assertThat(shape.read(value)).isInstanceOf(ShapedText.class);
    return (ShapedText) shape.read(value);
  }

  private static int[] digits(String text) {
    return Arrays.stream(text.chars().toArray()).map(c -> c - '0').toArray();
  }
}
