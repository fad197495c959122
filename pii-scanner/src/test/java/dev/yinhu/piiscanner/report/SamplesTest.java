package dev.yinhu.piiscanner.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.piiscanner.PiiType;
import java.util.Arrays;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

final class SamplesTest {
  private static final PiiType MOBILE = new PiiType("CN_MOBILE");

  private static Samples under(int fill) {
    byte[] key = new byte[Samples.KEY_LENGTH];
    Arrays.fill(key, (byte) fill);
    return new Samples(new SecretKeySpec(key, "HmacSHA256"));
  }

  private static String masked(String type, String value) {
    return under(1).of(new PiiType(type), value).masked();
  }

  /** Made with Python: hmac.new(bytes([1])*32, b"CN_MOBILE\0" + b"13812345678", sha256). */
  @Test
  void theFingerprintIsAnHmacOfTypeAndValue() {
    assertThat(under(1).of(MOBILE, "13812345678").fingerprint())
        .isEqualTo("fb76cebcbf8ac2ff47d267beb108c223");
  }

  @Test
  void groupingAndWidthDoNotChangeAFingerprintAndKeyAndTypeDo() {
    String one = under(1).of(MOBILE, "13812345678").fingerprint();

    assertThat(under(1).of(MOBILE, "138 1234-5678").fingerprint()).isEqualTo(one);
    assertThat(under(1).of(MOBILE, "１３８１２３４５６７８").fingerprint()).isEqualTo(one);
    assertThat(under(2).of(MOBILE, "13812345678").fingerprint()).isNotEqualTo(one);
    assertThat(under(1).of(new PiiType("PHONE"), "13812345678").fingerprint()).isNotEqualTo(one);
  }

  @Test
  void masksShowEndsByTypeAndNeverMoreThanSevenTwelfths() {
    assertThat(masked("CN_MOBILE", "13812345678")).isEqualTo("13****678");
    assertThat(masked("PERSON_NAME", "张三")).isEqualTo("张****");
    assertThat(masked("PERSON_NAME", "欧阳建国")).isEqualTo("欧****");
    assertThat(masked("EMAIL", "someone@example.com")).isEqualTo("s****@example.com");
    assertThat(masked("BANK_CARD", "6222020200112230")).isEqualTo("****2230");
    assertThat(masked("QQ_ID", "x")).isEqualTo("****");
    assertThat(masked("CN_ADDRESS", "北京市海淀区中关村大街1号")).isEqualTo("北京市****");
    assertThat(masked("CN_ADDRESS", "𠮷𠮷𠮷𠮷")).isEqualTo("𠮷****");
  }
}
