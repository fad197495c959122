package dev.yinhu.piiscanner.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FoldedTextTest {
  private static String chars(FoldedText text) {
    return new String(text.chars(), 0, text.length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "plain ASCII, 13800138000", "手机号码是。、《》", "é ß Ω", "😀喜欢😀"})
  void plainTextFoldsToItself(String text) {
    FoldedText folded = FoldedText.of(text);

    assertThat(chars(folded)).isEqualTo(text);
    assertThat(folded.isAligned()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "１３８０, 1380",
    "ＡｂＣ＠．：（）, AbC@.:()",
    "①②, 12",
    "𝟏𝟐𝟑, 123",
    "㎏, kg",
    "1\u200B3\uFEFF8, 138",
    "1\u202E3\u20668, 138",
    "13\u00AD8, 138",
    "1\uFE0F3, 13",
    "13\u00A08\u30000, 13 8 0",
    "138\u20110013\u20138000, 138-0013-8000",
    "⼀㐀, 一㐀",
  })
  void disguisedFormsArePlain(String text, String plain) {
    assertThat(chars(FoldedText.of(text))).isEqualTo(plain);
  }

  @Test
  void fullWidthFormsFoldAsNfkcDoes() {
    for (char c = '\uFF01'; c <= '\uFF5E'; c++) {
      String text = "a" + c;
      assertThat(chars(FoldedText.of(text))).isEqualTo(Normalizer.normalize(text, Form.NFKC));
    }
  }

  @Test
  void placesLeadBackOverRemovedAndExpandedCharacters() {
    FoldedText text = FoldedText.of("a\u200B\u200B1㎏\u200Bb");

    assertThat(chars(text)).isEqualTo("a1kgb");
    assertThat(text.originalEnd(1)).isEqualTo(1);
    assertThat(text.originalStart(1)).isEqualTo(3);
    assertThat(text.originalEnd(2)).isEqualTo(4);
    assertThat(text.originalStart(2)).isEqualTo(4);
    assertThat(text.originalStart(3)).isEqualTo(4);
    assertThat(text.originalEnd(3)).isEqualTo(5);
    assertThat(text.originalEnd(4)).isEqualTo(5);
    assertThat(text.originalStart(4)).isEqualTo(6);
    assertThat(text.originalEnd(5)).isEqualTo(7);
  }

  @Test
  void codePointsCountPairsOnce() {
    FoldedText text = FoldedText.of("😀13𝟖😀b");

    assertThat(text.codePointStart(2)).isEqualTo(1);
    assertThat(text.codePointStart(4)).isEqualTo(3);
    assertThat(text.codePointEnd(5)).isEqualTo(4);
    assertThat(text.codePointEnd(text.length())).isEqualTo(6);
  }

  @Test
  void loneSurrogatesAreOneCodePointEach() {
    FoldedText text = FoldedText.of("\uDC00\uD800１\uD800\u200B2");

    assertThat(chars(text)).isEqualTo("\uDC00\uD8001\uD8002");
    assertThat(text.codePointStart(2)).isEqualTo(2);
    assertThat(text.codePointStart(4)).isEqualTo(5);
    assertThat(text.codePointEnd(5)).isEqualTo(6);
  }
}
