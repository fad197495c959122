package dev.yinhu.crypto.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.yinhu.crypto.index.IndexedText;
import dev.yinhu.crypto.index.PrintedIndex;
import dev.yinhu.register.IndexPart;
import dev.yinhu.register.IndexPart.Side;
import dev.yinhu.register.IndexSettings;
import dev.yinhu.register.Normalizer;
import java.util.OptionalInt;

/** Whatever is sent to be indexed, or comes as an index: a text or nothing, never an exception. */
class IndexFuzzTest {
  private static final IndexedText TEXTS = new IndexedText();

  @FuzzTest(maxDuration = "20s")
  void anyTextIsAnIndexThatPrintsTheSameOrNone(FuzzedDataProvider data) {
    String text = data.consumeRemainingAsString();

    PrintedIndex.parse(text).ifPresent(index -> assertThat(index.text()).isEqualTo(text));
    PrintedIndex.parse(PrintedIndex.PREFIX + text)
        .ifPresent(index -> assertThat(index.keyId()).isPositive());
  }

  @FuzzTest(maxDuration = "20s")
  void anyValueHasATextOrNone(FuzzedDataProvider data) {
    Normalizer how = data.pickValue(Normalizer.values());
    int characters = data.consumeInt(1, 8);
    Side side = data.consumeBoolean() ? Side.FIRST : Side.LAST;
    String value = data.consumeRemainingAsString();
    IndexSettings whole = new IndexSettings(OptionalInt.empty(), how, IndexPart.WHOLE, 1);
    IndexSettings part =
        new IndexSettings(OptionalInt.empty(), how, new IndexPart(side, characters), 1);

    TEXTS.of(whole, value).ifPresent(text -> assertThat(text).isNotEmpty());
    TEXTS
        .of(part, value)
        .ifPresent(text -> assertThat(text.codePoints().count()).isEqualTo(characters));
    TEXTS
        .ofPart(part, value)
        .ifPresent(text -> assertThat(text.codePoints().count()).isEqualTo(characters));
  }
}
