package dev.yinhu.piiscanner.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Wilson's interval against values of an independent implementation (Python, decimals of 40
 * digits).
 */
class ShareTest {
  @ParameterizedTest
  @CsvSource({
    "0, 1, 0.000000000000, 0.793450685623",
    "1, 1, 0.206549314377, 1.000000000000",
    "0, 10, 0.000000000000, 0.277532799863",
    "1, 10, 0.017876213095, 0.404150026795",
    "5, 10, 0.236593090513, 0.763406909487",
    "10, 10, 0.722467200137, 1.000000000000",
    "81, 263, 0.255288519878, 0.366209576983",
    "15, 148, 0.062386399531, 0.160487241723",
    "0, 100000, 0.000000000000, 0.000038413113",
    "1, 100000, 0.000001765248, 0.000056647097",
    "99999, 100000, 0.999943352903, 0.999998234752",
    "123456, 1000000, 0.122812696531, 0.124102196414"
  })
  void theIntervalIsWilsons(long hits, long values, double low, double high) {
    Share share = Share.estimated(hits, values);
    assertThat(share.low()).isCloseTo(low, within(1e-9));
    assertThat(share.high()).isCloseTo(high, within(1e-9));
  }

  @Test
  void ofNoValuesNothingIsKnown() {
    assertThat(Share.estimated(0, 0)).isEqualTo(new Share(0, 0, 1));
    assertThat(Share.exact(0, 0)).isEqualTo(new Share(0, 0, 0));
  }

  @Property
  void theShareLiesWithinItsBounds(
      @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long some,
      @ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long more) {
    Share share = Share.estimated(some, Math.max(some, more));
    assertThat(share.low()).isBetween(0.0, share.value());
    assertThat(share.high()).isBetween(share.value(), 1.0);
  }
}
