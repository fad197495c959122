package dev.yinhu.piiscanner.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class FoldedTextPropertyTest {
  private static final List<String> GONE =
      List.of("\u200B", "\u00AD", "\uFEFF", "\u202E", "\uFE0F");

  /** A folded character and the code points of the original that it came from. */
  private record Place(char folded, int start, int end) {}

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> pieces =
        Arbitraries.frequencyOf(
            Tuple.of(6, Arbitraries.of("a", "1", "中", " ", "。", "１", "Ａ", "：", "\u3000", "①")),
            Tuple.of(2, Arbitraries.of("㎏", "𝟏", "😀", "…", "⑩", "\uD800", "x")),
            Tuple.of(1, Arbitraries.of(GONE)));
    return pieces.list().ofMaxSize(60).map(list -> String.join("", list));
  }

  /** The same by code points, without a table. */
  private static List<Place> places(String text) {
    List<Place> places = new ArrayList<>();
    int[] codePoints = text.codePoints().toArray();
    for (int i = 0; i < codePoints.length; i++) {
      String self = Character.toString(codePoints[i]);
      String folded = GONE.contains(self) ? "" : Normalizer.normalize(self, Form.NFKC);
      for (int j = 0; j < folded.length(); j++) {
        places.add(new Place(folded.charAt(j), i, i + 1));
      }
    }
    return places;
  }

  @Property
  void everyCharacterLeadsBackToTheCodePointItCameFrom(@ForAll("texts") String text) {
    FoldedText folded = FoldedText.of(text);
    List<Place> expected = places(text);

    assertThat(folded.length()).isEqualTo(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      Place place = expected.get(i);
      assertThat(folded.charAt(i)).isEqualTo(place.folded);
      assertThat(folded.codePointStart(i)).isEqualTo(place.start);
      assertThat(folded.codePointEnd(i + 1)).isEqualTo(place.end);
    }
  }

  @Property
  void placesNeverGoBackwards(@ForAll("texts") String text) {
    FoldedText folded = FoldedText.of(text);

    for (int i = 1; i < folded.length(); i++) {
      assertThat(folded.originalStart(i)).isGreaterThanOrEqualTo(folded.originalStart(i - 1));
      assertThat(folded.originalEnd(i)).isGreaterThan(folded.originalStart(i - 1));
      assertThat(folded.originalEnd(i + 1)).isLessThanOrEqualTo(text.length());
    }
  }

  @Property
  void foldingTwiceIsFoldingOnce(@ForAll String text) {
    FoldedText once = FoldedText.of(text);
    FoldedText twice = FoldedText.of(new String(once.chars(), 0, once.length()));

    assertThat(new String(twice.chars(), 0, twice.length()))
        .isEqualTo(new String(once.chars(), 0, once.length()));
  }
}
