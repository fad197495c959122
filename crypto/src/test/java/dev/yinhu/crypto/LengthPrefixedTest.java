package dev.yinhu.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class LengthPrefixedTest {
  @Property(tries = 500)
  void differentListsOfPartsNeverGiveTheSameBytes(
      @ForAll @Size(max = 4) List<@Size(max = 5) byte[]> some,
      @ForAll @Size(max = 4) List<@Size(max = 5) byte[]> others) {
    boolean same = Arrays.deepEquals(some.toArray(), others.toArray());

    assertThat(Arrays.equals(of(some), of(others))).isEqualTo(same);
  }

  @Property(tries = 500)
  void movingTheBoundaryBetweenTwoPartsGivesOtherBytes(
      @ForAll @StringLength(min = 1, max = 20) String text) {
    byte[] whole = text.getBytes(UTF_8);
    for (int cut = 0; cut < whole.length; cut++) {
      byte[] here =
          LengthPrefixed.of(
              Arrays.copyOf(whole, cut), Arrays.copyOfRange(whole, cut, whole.length));

      assertThat(here).isNotEqualTo(LengthPrefixed.of(whole, new byte[0]));
    }
  }

  @Test
  void everyPartStandsBehindItsLengthAsBigEndianU32() {
    byte[] encoded = LengthPrefixed.of(new byte[] {7, 8}, new byte[0]);

    assertThat(encoded).containsExactly(0, 0, 0, 2, 7, 8, 0, 0, 0, 0);
  }

  @Test
  void textWithAnUnpairedSurrogateIsRefusedBecauseItWouldEqualAnother() {
    assertThatIllegalArgumentException().isThrownBy(() -> LengthPrefixed.utf8("a\uD800b"));
    assertThat(LengthPrefixed.utf8("张😀")).isEqualTo("张😀".getBytes(UTF_8));
  }

  private static byte[] of(List<byte[]> parts) {
    return LengthPrefixed.of(parts.toArray(byte[][]::new));
  }
}
