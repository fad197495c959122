package dev.yinhu.piiscanner.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CharSetTest {
  @Test
  void everyCharacterIsInItOrNot() {
    CharSet odd = new CharSet(c -> c % 2 == 1 || c == 0x4E00);
    for (int c = 0; c <= Character.MAX_VALUE; c++) {
      assertThat(odd.has((char) c)).isEqualTo(c % 2 == 1 || c == 0x4E00);
    }
  }
}
