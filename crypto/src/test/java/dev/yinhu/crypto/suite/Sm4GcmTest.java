package dev.yinhu.crypto.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Sm4GcmTest {
  private static final HexFormat HEX = HexFormat.of();

  /** RFC 8998, appendix A.1. */
  private static final byte[] KEY = HEX.parseHex("0123456789abcdeffedcba9876543210");

  private static final byte[] NONCE = HEX.parseHex("00001234567800000000abcd");
  private static final byte[] ASSOCIATED = HEX.parseHex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
  private static final byte[] PLAINTEXT =
      HEX.parseHex(
          "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd"
              + "eeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa");
  private static final String CIPHERTEXT =
      "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
          + "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d";
  private static final String TAG = "83de3541e4c2b58177e065a9bf7b62ec";

  private final Sm4Gcm cipher = new Sm4Gcm(KEY);

  @Test
  void agreesWithTheVectorOfTheRfc() {
    byte[] sealed = cipher.sealWith(NONCE, PLAINTEXT, ASSOCIATED);

    assertThat(HEX.formatHex(sealed)).isEqualTo(HEX.formatHex(NONCE) + CIPHERTEXT + TAG);
    assertThat(cipher.open(sealed, ASSOCIATED)).hasValue(PLAINTEXT);
  }

  @Test
  void eachValueHasANonceOfItsOwn() {
    assertThat(cipher.seal(PLAINTEXT, ASSOCIATED)).isNotEqualTo(cipher.seal(PLAINTEXT, ASSOCIATED));
  }

  @Test
  void whatIsTooShortDoesNotOpen() {
    for (int length = 0; length < Sm4Gcm.OVERHEAD_BYTES; length++) {
      assertThat(cipher.open(new byte[length], ASSOCIATED)).isEmpty();
    }
  }

  @Test
  void aKeyOfAnotherLengthIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Sm4Gcm(new byte[32]));
  }
}
