package dev.yinhu.breachresponse.severity;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * ENISA's score, SE = DPC × EI + CB, with its terms. Exact: nothing is rounded. It supports a
 * decision and takes the place of no legal test.
 *
 * @param base DPC before adjusting
 * @param dpc data processing context
 * @param ei ease of identification
 * @param cb circumstances of the breach
 * @param se the score
 * @param band key of the band; a score on an edge is in the upper one
 */
public record EnisaScore(
    BigDecimal base, BigDecimal dpc, BigDecimal ei, BigDecimal cb, BigDecimal se, String band) {

  /**
   * The score of an input.
   *
   * @throws IllegalArgumentException when the input names what the table does not know, or leaves a
   *     circumstance without an answer
   */
  public static EnisaScore of(EnisaTable table, EnisaInput input) {
    BigDecimal base = known(table.data(), input.data(), "class of data");
    BigDecimal dpc = base;
    for (String key : input.adjustments()) {
      dpc = dpc.add(known(table.adjustments(), key, "adjustment").step());
    }
    dpc = dpc.max(table.least()).min(table.most());
    BigDecimal ei = known(table.identification(), input.identification(), "ease of identification");
    BigDecimal cb = circumstances(table, input);
    BigDecimal se = dpc.multiply(ei).add(cb);
    return new EnisaScore(base, dpc, ei, cb, se, band(table.bands(), se));
  }

  private static BigDecimal circumstances(EnisaTable table, EnisaInput input) {
    for (String each : input.circumstances().keySet()) {
      known(table.circumstances(), each, "circumstance");
    }
    BigDecimal sum = BigDecimal.ZERO;
    for (var each : table.circumstances().entrySet()) {
      String answer = known(input.circumstances(), each.getKey(), "answered circumstance");
      sum = sum.add(known(each.getValue(), answer, each.getKey()));
    }
    return sum;
  }

  private static String band(List<EnisaTable.Band> bands, BigDecimal se) {
    String band = bands.getFirst().key();
    for (EnisaTable.Band each : bands) {
      if (se.compareTo(each.from()) >= 0) {
        band = each.key();
      }
    }
    return band;
  }

  private static <K, V> V known(Map<K, V> table, K key, String what) {
    V found = table.get(key);
    if (found == null) {
      throw new IllegalArgumentException(
          "there is no such " + what + "; the table knows " + table.keySet());
    }
    return found;
  }
}
