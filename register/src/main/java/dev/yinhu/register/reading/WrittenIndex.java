package dev.yinhu.register.reading;

import dev.yinhu.register.FieldRef;
import dev.yinhu.register.IndexPlan;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * An index as written, with what its declaration says about the rows, for the checks that look at
 * all indexes over a field together.
 *
 * @param name how messages call it
 * @param fields the fields it is computed over
 * @param bits how many bits are kept; empty when it is whole
 * @param rows how many rows there will be, where that is said
 * @param distinct how many distinct values its input has, where that is said
 * @param mostDistinct a bound for that number: a part of four digits has at most 10,000
 * @param place where problems are told
 * @param problems where they go
 */
record WrittenIndex(
    String name,
    List<FieldRef> fields,
    OptionalInt bits,
    OptionalLong rows,
    OptionalLong distinct,
    double mostDistinct,
    Place place,
    Problems problems) {
  private static final double LN_2 = Math.log(2);

  /** How many distinct values there are among so many rows, as far as is known. */
  long distinctAmong(long rowCount) {
    long possible = mostDistinct < (double) rowCount ? (long) mostDistinct : rowCount;
    return Math.min(distinct.orElse(rowCount), possible);
  }

  /** Σ's part of this index in {@link IndexPlan}: min(L, K). */
  double shown(long rowCount) {
    double ofInput = Math.log((double) distinctAmong(rowCount)) / LN_2;
    return bits.isPresent() ? Math.min(bits.getAsInt(), ofInput) : ofInput;
  }

  /** Whether its input takes fewer values than there are rows, because only a part is taken. */
  boolean isPart() {
    return mostDistinct < Double.MAX_VALUE;
  }

  /** Whether different values share it, because it is cut or over a part. */
  boolean isBlurred() {
    return bits.isPresent() || isPart();
  }

  void tell(ProblemCode code, String message) {
    problems.add(code, place, name + " " + message);
  }
}
