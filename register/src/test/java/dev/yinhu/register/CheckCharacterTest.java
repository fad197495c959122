package dev.yinhu.register;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckCharacterTest {
  /** The table in which GB 11643 is usually printed: another way to the same character. */
  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};

  private static final String CHARACTERS = "10X98765432";

  @ParameterizedTest
  @CsvSource({
    "LUHN, 7992739871, 3",
    "LUHN, 622202123456789012, 8",
    "LUHN, 411111111111111, 1",
    "GB11643, 11010519491231002, X",
    "GB11643, 44052418800101001, 4"
  })
  void checkCharactersAreThoseOfTheStandards(CheckCharacter check, String digits, String expected) {
    assertThat(check.of(digits)).isEqualTo(expected);
  }

  @Test
  void theCharacterOfAnIdentityNumberIsThatOfTheTable() {
    for (int order = 0; order < 2_000; order++) {
      String digits = "110105194912%05d".formatted(order * 37);
      int sum = 0;
      for (int i = 0; i < WEIGHTS.length; i++) {
        sum += (digits.charAt(i) - '0') * WEIGHTS[i];
      }
      assertThat(CheckCharacter.GB11643.of(digits))
          .isEqualTo(CHARACTERS.substring(sum % 11, sum % 11 + 1));
    }
  }

  @Test
  void withoutCheckThereIsNoCharacter() {
    assertThat(CheckCharacter.NONE.of("123")).isEmpty();
    assertThat(CheckCharacter.NONE.length()).isZero();
  }
}
