package dev.yinhu.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.register.RegisterSource;
import dev.yinhu.register.Suite;
import dev.yinhu.register.reading.ProblemCode;
import dev.yinhu.register.reading.RegisterReader;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CipherSuiteTest {
  /** Never change or reuse a number that was released: envelopes carry it for ever. */
  private static final Map<String, Integer> RELEASED =
      Map.of(
          "AES256_GCM", 1,
          "XAES256_GCM", 2,
          "AES256_SIV", 3,
          "SM4_GCM", 4,
          "SM4_CTR_HMAC_SM3", 5);

  @Test
  void theNumbersInTheEnvelopeStayForEver() {
    Map<String, Integer> numbers =
        Arrays.stream(CipherSuite.values())
            .collect(Collectors.toMap(Enum::name, suite -> (int) suite.id()));

    assertThat(numbers).isEqualTo(RELEASED);
  }

  @Test
  void noNumberAndNoDeclaredSuiteIsTakenTwice() {
    assertThat(CipherSuite.values()).extracting(CipherSuite::id).doesNotHaveDuplicates();
    assertThat(CipherSuite.declarable()).hasSameSizeAs(CipherSuite.values());
    for (CipherSuite suite : CipherSuite.values()) {
      assertThat(CipherSuite.ofId(suite.id())).contains(suite);
    }
    assertThat(CipherSuite.ofId((byte) 0)).isEmpty();
  }

  @Test
  void theNumbersOfFf1AreNoneOfAnEnvelope() {
    assertThat(FormatSuite.values())
        .extracting(suite -> (int) suite.id())
        .containsExactly(6, 7)
        .allMatch(id -> CipherSuite.ofId(id.byteValue()).isEmpty());
  }

  @ParameterizedTest
  @EnumSource(Suite.class)
  void theRegisterMayNameEverySuite(Suite suite) {
    RegisterReader reader =
        new RegisterReader(
            Crypto.availableSuites(), InstantSource.fixed(Instant.parse("2026-06-01T04:00:00Z")));

    boolean refused =
        reader
            .read(List.of(new RegisterSource("shop.yaml", registerWith(suite))))
            .problems()
            .stream()
            .anyMatch(problem -> problem.code() == ProblemCode.SUITE_UNAVAILABLE);

    assertThat(refused).isFalse();
  }

  private static String registerWith(Suite suite) {
    return """
    dataset:
      - fides_key: shop
        name: Shop
        collections:
          - name: users
            fields:
              - name: phone
                data_categories: [user.contact.phone_number]
                yinhu: {protect: {suite: %s}}
    """
        .formatted(suite.wire());
  }
}
