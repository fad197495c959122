package dev.yinhu.breachresponse.severity;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How many pieces of a kind there are.
 *
 * @param kind its key
 * @param records pieces
 * @param from the figure of the law
 */
public record CriminalCount(String kind, long records, long from) {
  /** Whether the figure is reached; the figure itself reaches it. */
  public boolean reached() {
    return records >= from;
  }

  /** The kinds of a table, in its order. */
  static List<CriminalCount> of(CriminalTable table, Counts counts) {
    List<CriminalCount> found = new ArrayList<>();
    for (CriminalTable.Kind kind : table.kinds()) {
      long records =
          counts.recordsByCategory().entrySet().stream()
              .filter(each -> table.kindOf(each.getKey()).equals(kind))
              .mapToLong(Map.Entry::getValue)
              .sum();
      found.add(new CriminalCount(kind.key(), records, kind.from()));
    }
    return found;
  }

  /** Whether the shares of all kinds of their figures are one and more together. Exact. */
  static boolean together(List<CriminalCount> counts) {
    BigInteger sum = BigInteger.ZERO;
    BigInteger whole = BigInteger.ONE;
    for (CriminalCount each : counts) {
      BigInteger from = BigInteger.valueOf(each.from());
      sum = sum.multiply(from).add(BigInteger.valueOf(each.records()).multiply(whole));
      whole = whole.multiply(from);
    }
    return sum.compareTo(whole) >= 0;
  }
}
