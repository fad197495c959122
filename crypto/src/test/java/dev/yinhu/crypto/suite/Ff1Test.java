package dev.yinhu.crypto.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Ff1Test {
  private static final HexFormat HEX = HexFormat.of();
  private static final int RADIX = 36;

  /** NIST, "FF1 samples" of SP 800-38G, samples 1 to 9: AES-128, AES-192 and AES-256. */
  @ParameterizedTest
  @CsvSource({
    "2b7e151628aed2a6abf7158809cf4f3c, 10, '', 0123456789, 2433477484",
    "2b7e151628aed2a6abf7158809cf4f3c, 10, 39383736353433323130, 0123456789, 6124200773",
    "2b7e151628aed2a6abf7158809cf4f3c, 36, 3737373770717273373737, 0123456789abcdefghi,"
        + " a9tv40mll9kdu509eum",
    "2b7e151628aed2a6abf7158809cf4f3cef4359d8d580aa4f, 10, '', 0123456789, 2830668132",
    "2b7e151628aed2a6abf7158809cf4f3cef4359d8d580aa4f, 10, 39383736353433323130, 0123456789,"
        + " 2496655549",
    "2b7e151628aed2a6abf7158809cf4f3cef4359d8d580aa4f, 36, 3737373770717273373737,"
        + " 0123456789abcdefghi, xbj3kv35jrawxv32ysr",
    "2b7e151628aed2a6abf7158809cf4f3cef4359d8d580aa4f7f036d6f04fc6a94, 10, '', 0123456789,"
        + " 6657667009",
    "2b7e151628aed2a6abf7158809cf4f3cef4359d8d580aa4f7f036d6f04fc6a94, 10, 39383736353433323130,"
        + " 0123456789, 1001623463",
    "2b7e151628aed2a6abf7158809cf4f3cef4359d8d580aa4f7f036d6f04fc6a94, 36,"
        + " 3737373770717273373737, 0123456789abcdefghi, xs8a0azh2avyalyzuwd"
  })
  void agreesWithTheSamplesOfTheStandard(
      String key, int radix, String tweak, String plaintext, String ciphertext) {
    Ff1 cipher = new Ff1(Ff1.Block.AES, HEX.parseHex(key));

    int[] encrypted = cipher.encrypt(radix, HEX.parseHex(tweak), symbols(plaintext));

    assertThat(text(encrypted)).isEqualTo(ciphertext);
    assertThat(text(cipher.decrypt(radix, HEX.parseHex(tweak), encrypted))).isEqualTo(plaintext);
  }

  @Property(tries = 200)
  void anyRadixComesBack(
      @ForAll Ff1.Block block,
      @ForAll @IntRange(min = 2, max = 65_536) int radix,
      @ForAll int seed,
      @ForAll byte[] tweak) {
    Ff1 cipher = new Ff1(block, new byte[16]);
    int length = Math.max(2, (int) Math.ceil(Math.log(1_000_001) / Math.log(radix)) + 1);
    int[] symbols = new int[length];
    for (int i = 0; i < length; i++) {
      symbols[i] = Math.floorMod(seed * 31 + i * 7919, radix);
    }

    int[] encrypted = cipher.encrypt(radix, tweak, symbols);

    assertThat(encrypted).hasSize(length);
    assertThat(Arrays.stream(encrypted).allMatch(symbol -> symbol >= 0 && symbol < radix)).isTrue();
    assertThat(cipher.decrypt(radix, tweak, encrypted)).isEqualTo(symbols);
  }

  @Test
  void aDomainBelowAMillionIsRefused() {
    Ff1 cipher = new Ff1(Ff1.Block.AES, new byte[32]);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> cipher.encrypt(10, new byte[0], new int[] {1, 2, 3, 4, 5}));
  }

  private static int[] symbols(String text) {
    return text.chars().map(c -> Character.digit(c, RADIX)).toArray();
  }

  private static String text(int[] symbols) {
    StringBuilder text = new StringBuilder();
    for (int symbol : symbols) {
      text.append(Character.forDigit(symbol, RADIX));
    }
    return text.toString();
  }
}
