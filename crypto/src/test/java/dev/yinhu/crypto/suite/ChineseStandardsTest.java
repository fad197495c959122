package dev.yinhu.crypto.suite;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.HexFormat;
import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.util.test.TestRandomBigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The library's SM2, SM3 and SM4 against the examples that the standards print. */
class ChineseStandardsTest {
  private static final HexFormat HEX = HexFormat.of();

  /** GB/T 32907-2016, annex A. */
  @ParameterizedTest
  @CsvSource({"1, 681edf34d206965e86b3e94f536e4246", "1000000, 595298c7c6fd271f0402f804c33d3f66"})
  void sm4(int times, String expected) {
    byte[] block = HEX.parseHex("0123456789abcdeffedcba9876543210");
    SM4Engine engine = new SM4Engine();
    engine.init(true, new KeyParameter(block));
    for (int i = 0; i < times; i++) {
      engine.processBlock(block, 0, block, 0);
    }

    assertThat(HEX.formatHex(block)).isEqualTo(expected);
  }

  /** GB/T 32905-2016, annex A. */
  @ParameterizedTest
  @CsvSource({
    "abc, 1, 66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
    "abcd, 16, debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"
  })
  void sm3(String text, int times, String expected) {
    byte[] message = text.repeat(times).getBytes(US_ASCII);
    SM3Digest digest = new SM3Digest();
    digest.update(message, 0, message.length);
    byte[] hash = new byte[digest.getDigestSize()];
    digest.doFinal(hash, 0);

    assertThat(HEX.formatHex(hash)).isEqualTo(expected);
  }

  /** GB/T 32918.5-2017, annex A.2: signature over "message digest" with the given random number. */
  @Test
  void sm2() throws Exception {
    X9ECParameters curve = GMNamedCurves.getByName("sm2p256v1");
    ECDomainParameters domain = new ECDomainParameters(curve);
    BigInteger secret =
        new BigInteger("3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8", 16);
    byte[] id = "1234567812345678".getBytes(US_ASCII);
    byte[] message = "message digest".getBytes(US_ASCII);
    SM2Signer signer = new SM2Signer(PlainDSAEncoding.INSTANCE);
    TestRandomBigInteger random =
        new TestRandomBigInteger(
            "59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21", 16);
    signer.init(
        true,
        new ParametersWithID(
            new ParametersWithRandom(new ECPrivateKeyParameters(secret, domain), random), id));
    signer.update(message, 0, message.length);

    byte[] signature = signer.generateSignature();

    assertThat(HEX.formatHex(signature))
        .isEqualTo(
            "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
                + "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa");
    signer.init(
        false,
        new ParametersWithID(
            new ECPublicKeyParameters(domain.getG().multiply(secret), domain), id));
    signer.update(message, 0, message.length);
    assertThat(signer.verifySignature(signature)).isTrue();
  }
}
