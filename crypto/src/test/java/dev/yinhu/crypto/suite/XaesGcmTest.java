package dev.yinhu.crypto.suite;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XaesGcmTest {
  /** C2SP, xaes-256-gcm, section "Test vectors". */
  @ParameterizedTest
  @CsvSource({
    "1, '', ce546ef63c9cc60765923609b33a9a1974e96e52daf2fcf7075e2271",
    "3, c2sp.org/XAES-256-GCM, 986ec1832593df5443a179437fd083bf3fdb41abd740a21f71eb769d"
  })
  void opensTheVectorsOfTheSpecification(byte keyByte, String associated, String ciphertext) {
    byte[] key = new byte[XaesGcm.KEY_BYTES];
    Arrays.fill(key, keyByte);
    byte[] nonce = "ABCDEFGHIJKLMNOPQRSTUVWX".getBytes(US_ASCII);
    byte[] body = HexFormat.of().parseHex(ciphertext);
    byte[] sealed = Arrays.copyOf(nonce, nonce.length + body.length);
    System.arraycopy(body, 0, sealed, nonce.length, body.length);

    assertThat(new XaesGcm(key).open(sealed, associated.getBytes(US_ASCII)))
        .hasValue("XAES-256-GCM".getBytes(US_ASCII));
  }
}
