package dev.yinhu.crypto.property;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.crypto.index.PrintedIndex;
import dev.yinhu.crypto.index.ValueNormalizer;
import dev.yinhu.register.Normalizer;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class IndexPropertyTest {
  private final ValueNormalizer normalizer = new ValueNormalizer();

  @Property(tries = 20_000)
  void normalisingTwiceIsNormalisingOnce(@ForAll Normalizer how, @ForAll("values") String value) {
    String once = normalizer.normalize(how, value);

    assertThat(normalizer.normalize(how, once)).isEqualTo(once);
  }

  @Property(tries = 1_000)
  void fullWidthIsHalfWidth(@ForAll("ascii") String value) {
    String wide =
        value
            .chars()
            .mapToObj(
                c -> Character.toString(c == ' ' ? 0x3000 : c > ' ' && c < 127 ? c + 0xFEE0 : c))
            .collect(Collectors.joining());

    for (Normalizer how : new Normalizer[] {Normalizer.NFKC, Normalizer.EMAIL, Normalizer.PHONE}) {
      assertThat(normalizer.normalize(how, wide)).isEqualTo(normalizer.normalize(how, value));
    }
  }

  @Property(tries = 1_000)
  void differentMobileNumbersStayDifferent(
      @ForAll("mobiles") String one, @ForAll("mobiles") String other) {
    assertThat(
            normalizer
                .normalize(Normalizer.PHONE, one)
                .equals(normalizer.normalize(Normalizer.PHONE, other)))
        .isEqualTo(one.equals(other));
  }

  @Property(tries = 1_000)
  void whatIsPrintedIsReadAndBitsOutsideTheCutDoNotMatter(
      @ForAll @LongRange(min = 1, max = 0xFFFF_FFFFL) long keyId,
      @ForAll @IntRange(min = 0, max = 63) int bits,
      @ForAll @Size(32) byte[] hash,
      @ForAll @IntRange(min = 0, max = 255) int flipped) {
    OptionalInt kept = bits == 0 ? OptionalInt.empty() : OptionalInt.of(bits);
    PrintedIndex printed = PrintedIndex.of(keyId, kept, hash);
    byte[] other = hash.clone();
    other[flipped / 8] ^= (byte) (0x80 >>> flipped % 8);

    assertThat(PrintedIndex.parse(printed.text())).contains(printed);
    assertThat(PrintedIndex.of(keyId, kept, other).equals(printed))
        .isEqualTo(bits != 0 && flipped >= bits);
    assertThat(PrintedIndex.of(keyId == 1 ? 2 : keyId - 1, kept, hash).text())
        .isNotEqualTo(printed.text());
  }

  @Provide
  Arbitrary<String> ascii() {
    Arbitrary<String> any = Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(40);
    return Arbitraries.oneOf(any, mobiles(), Arbitraries.strings().numeric().ofMaxLength(20));
  }

  @Provide
  Arbitrary<String> mobiles() {
    return Arbitraries.strings().numeric().ofLength(8).map(rest -> "138" + rest);
  }

  @Provide
  Arbitrary<String> values() {
    Arbitrary<String> words =
        Arbitraries.of(
                "+86", "138", "0013", "8000", "!", "！", "+", " ", "\u3000", "-", "ext", "转", "x5",
                ";", "tel:", "10086", "İ", "ß", "ẞ", "Σ", "ﬁ", "①", "e\u0301", "\u0345", "A", "@",
                "١٢", "①", "a.cn", "\u200b", "\u00AD", "Ａ", "K", "Å", "ϓ", "ſ")
            .list()
            .ofMinSize(1)
            .ofMaxSize(8)
            .map(list -> String.join("", list));
    return Arbitraries.oneOf(words, Arbitraries.strings().ofMaxLength(40));
  }
}
