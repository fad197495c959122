package dev.yinhu.crypto.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.yinhu.crypto.token.Draws;
import dev.yinhu.crypto.token.PrintedToken;
import dev.yinhu.crypto.token.TokenShape;
import dev.yinhu.register.ValueFormat;
import java.util.List;

/** Whatever comes as a token, or as a value to get one: read or refused, never an exception. */
class TokenFuzzTest {
  private static final List<ValueFormat> FORMATS =
      List.of(ValueFormat.MOBILE_CN, ValueFormat.CARD, ValueFormat.ID_NUMBER_CN);

  @FuzzTest(maxDuration = "20s")
  void anyTextIsATokenThatPrintsTheSameOrNone(FuzzedDataProvider data) {
    String text = data.consumeRemainingAsString();

    PrintedToken.parse(text).ifPresent(token -> assertThat(token.text()).isEqualTo(text));
    PrintedToken.parse(PrintedToken.PREFIX + text)
        .ifPresent(token -> assertThat(token.value()).hasSize(PrintedToken.VALUE_BYTES));
  }

  @FuzzTest(maxDuration = "20s")
  void anyValueGetsATokenOfItsShapeOrNone(FuzzedDataProvider data) {
    ValueFormat format = data.pickValue(FORMATS);
    int drawn = data.consumeInt(0, 9);
    String value = data.consumeRemainingAsString();
    TokenShape shape = new TokenShape(format);
    Draws always = bound -> drawn;

    assertThat(shape.draw(value, always).isPresent()).isEqualTo(shape.fits(value));
    shape
        .draw(value, always)
        .ifPresent(token -> assertThat(shape.fits(token)).as("again").isTrue());
  }
}
