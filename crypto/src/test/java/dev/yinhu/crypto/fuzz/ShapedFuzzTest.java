package dev.yinhu.crypto.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.yinhu.crypto.FormatCipher;
import dev.yinhu.crypto.KeyScope;
import dev.yinhu.crypto.ShapeOpened;
import dev.yinhu.crypto.ShapeSealed;
import dev.yinhu.crypto.ShapedField;
import dev.yinhu.crypto.testing.TestCrypto;
import dev.yinhu.register.CheckCharacter;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Suite;
import dev.yinhu.register.ValueFormat;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;

/**
 * Whatever is given as a value that keeps its shape: it comes back, or what was expected is told.
 */
class ShapedFuzzTest {
  private static final FieldRef FIELD = FieldRef.parse("shop.users.phone");
  private static final TestCrypto FIXTURE = TestCrypto.create();
  private static final FormatCipher CIPHER = FIXTURE.crypto().formats();
  private static final KeyScope ANNA = FIXTURE.scope("anna");
  private static final List<ValueFormat> FORMATS =
      List.of(
          ValueFormat.MOBILE_CN,
          ValueFormat.CARD,
          ValueFormat.ID_NUMBER_CN,
          new ValueFormat("张王李赵刘陈杨黄𠀀𠮷", 1, 1, 8, 20, CheckCharacter.NONE, "· "),
          new ValueFormat("01", 0, 0, 20, 256, CheckCharacter.NONE, "\u0000"));

  @AfterAll
  static void close() {
    FIXTURE.close();
  }

  @FuzzTest(maxDuration = "20s")
  void anyTextComesBackOrIsRefusedWithADeclaredOutcome(FuzzedDataProvider data) {
    ValueFormat format = data.pickValue(FORMATS);
    Suite suite = data.consumeBoolean() ? Suite.FF1_AES256 : Suite.FF1_SM4;
    String text = data.consumeRemainingAsString();
    ShapedField field = new ShapedField(FIELD, suite, format);

    switch (CIPHER.seal(field, ANNA, "", text)) {
      case ShapeSealed.Ciphertext(String sealed, int version) -> {
        assertThat(CIPHER.open(field, ANNA, "", sealed, OptionalInt.of(version)))
            .isEqualTo(new ShapeOpened.Plaintext(text));
      }
      case ShapeSealed.Misfit(String expected) -> {
        assertThat(expected).isNotEmpty();
        assertThat(CIPHER.open(field, ANNA, "", text, OptionalInt.of(1)))
            .isEqualTo(new ShapeOpened.Misfit(expected));
      }
    }
  }
}
