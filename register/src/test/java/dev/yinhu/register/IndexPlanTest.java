package dev.yinhu.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndexPlanTest {
  @ParameterizedTest
  @CsvSource({
    "100000, 100000, 9, 15", // the postal codes of the AWS manual
    "1000000, 1000000, 10, 18",
    "100000000, 100000000, 14, 25",
    "1000000, 100000, 10, 15",
    "1000000, 5, 1, 1",
    "16, 16, 2, 2",
    "1000000000000000, 1000000000000000, 25, 48",
  })
  void rangeIsThatOfBothRules(long rows, long distinct, int lowest, int highest) {
    var plan = new IndexPlan(rows, distinct, 0);

    assertThat(plan.lowest()).hasValue(lowest);
    assertThat(plan.highest()).hasValue(highest);
    assertThat(plan.recommended()).hasValue(highest);
  }

  @Test
  void fewRowsOrValuesHaveNoSafeIndex() {
    assertThat(IndexPlan.of(15).highest()).isEmpty();
    assertThat(IndexPlan.of(15).lowest()).isEmpty();
    assertThat(new IndexPlan(1_000_000, 4, 0).recommended()).isEmpty();
  }

  @Test
  void whatOtherIndexesShowIsTakenAway() {
    assertThat(new IndexPlan(1_000_000, 1_000_000, 10).highest()).hasValue(8);
    assertThat(new IndexPlan(1_000_000, 1_000_000, 18).highest()).isEmpty();
  }

  @Test
  void costIsWhatBirthdaysWouldLeadOneToExpect() {
    var plan = IndexPlan.of(1 << 20);

    assertThat(plan.falsePositives(10, 1)).isCloseTo(1024, within(1.0));
    assertThat(plan.falsePositives(10, 4)).isCloseTo(4096, within(1.0));
    assertThat(new IndexPlan(1 << 20, 1 << 10, 0).rowsReadForEachWanted(5, 1))
        .isCloseTo(33, within(0.1));
  }

  @Test
  void impossibleCountsAreRefused() {
    assertThatThrownBy(() -> new IndexPlan(10, 11, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new IndexPlan(10, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new IndexPlan(10, 10, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void rangeIsInOrderAndSafe(
      @ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long rows,
      @ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long values,
      @ForAll @DoubleRange(max = 40) double other) {
    var plan = new IndexPlan(rows, Math.min(rows, values), other);

    plan.highest()
        .ifPresent(highest -> {
          assertThat(Math.pow(2, highest)).isLessThan(plan.distinct() / 2.0);
          assertThat(plan.rows() / Math.pow(2, highest + other)).isGreaterThanOrEqualTo(2);
          assertThat(plan.lowest()).isPresent();
          assertThat(plan.lowest().getAsInt()).isBetween(1, highest);
        });
    assertThat(plan.lowest().isPresent()).isEqualTo(plan.highest().isPresent());
  }

  @Property
  void moreBitsReadFewerRowsInVain(
      @ForAll @LongRange(min = 16, max = 1_000_000_000L) long rows,
      @ForAll @IntRange(min = 1, max = 62) int bits,
      @ForAll @IntRange(min = 1, max = 255) int partitions) {
    var plan = IndexPlan.of(rows);

    assertThat(plan.falsePositives(bits + 1, partitions))
        .isLessThanOrEqualTo(plan.falsePositives(bits, partitions));
    assertThat(plan.rowsReadForEachWanted(bits, partitions)).isBetween(1.0, (double) rows);
  }
}
