package dev.yinhu.crypto.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.register.IndexPart;
import dev.yinhu.register.IndexPart.Side;
import dev.yinhu.register.IndexSettings;
import dev.yinhu.register.Normalizer;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class IndexedTextTest {
  private static final IndexSettings PHONE = settings(Normalizer.PHONE, IndexPart.WHOLE);
  private static final IndexSettings LAST_4 = settings(Normalizer.PHONE, part(Side.LAST, 4));
  private static final IndexSettings FIRST_3 = settings(Normalizer.PHONE, part(Side.FIRST, 3));
  private static final IndexSettings FAMILY_NAME = settings(Normalizer.NFKC, part(Side.FIRST, 1));

  private final IndexedText texts = new IndexedText();

  private static IndexPart part(Side side, int characters) {
    return new IndexPart(side, characters);
  }

  private static IndexSettings settings(Normalizer normalizer, IndexPart part) {
    return new IndexSettings(OptionalInt.empty(), normalizer, part, 1);
  }

  @Test
  void aWholeValueIsItsNormalForm() {
    assertThat(texts.of(PHONE, "138 0013 8000")).contains("+8613800138000");
    assertThat(texts.of(PHONE, " ")).isEmpty();
    assertThat(texts.of(settings(Normalizer.NONE, IndexPart.WHOLE), "")).isEmpty();
  }

  @Test
  void partsOfATelephoneNumberAreItsNationalDigits() {
    assertThat(texts.of(LAST_4, "+86 138-0013-8000")).contains("8000");
    assertThat(texts.of(FIRST_3, "+86 138-0013-8000")).contains("138");
    assertThat(texts.of(FIRST_3, "021-55551234")).contains("215");
    assertThat(texts.of(LAST_4, "021-55551234 ext 9")).contains("1234");
    assertThat(texts.of(LAST_4, "1-00-86")).contains("0086");
  }

  @Test
  void aPartGivenByItselfIsThatOfAWholeValue() {
    for (String spelling : new String[] {"8000", "８０００", " 8000 ", "80-00"}) {
      assertThat(texts.ofPart(LAST_4, spelling)).contains("8000");
    }
    assertThat(texts.ofPart(FAMILY_NAME, "王")).isEqualTo(texts.of(FAMILY_NAME, "王小明"));
  }

  @Test
  void whatIsShorterThanThePartHasNoneAndALongerOneIsNoPart() {
    assertThat(texts.of(LAST_4, "110")).isEmpty();
    assertThat(texts.ofPart(LAST_4, "800")).isEmpty();
    assertThat(texts.ofPart(LAST_4, "38000")).isEmpty();
    assertThat(texts.ofPart(LAST_4, "")).isEmpty();
  }

  @Test
  void charactersOutsideTheFirstPlaneAreNeverCut() {
    IndexSettings last = settings(Normalizer.NFKC, part(Side.LAST, 1));

    assertThat(texts.of(FAMILY_NAME, "𠮷田")).contains("𠮷");
    assertThat(texts.of(last, "a😀")).contains("😀");
    assertThat(texts.ofPart(last, "😀")).contains("😀");
  }
}
