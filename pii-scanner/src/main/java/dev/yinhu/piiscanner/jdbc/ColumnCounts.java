package dev.yinhu.piiscanner.jdbc;

import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.jdbc.ColumnReport.State;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * What the values of a column count to, without any of them: what a column's findings are decided
 * by, and what may be sent from one machine to another.
 *
 * @param nulls NULLs and blank values
 * @param values all others
 * @param cut values of which only the beginning was read
 * @param notText binary values that are no text
 * @param looks how many values look like something that is hidden
 * @param peers values by their form: see {@link ValueForm#peers}
 * @param types what was found
 */
record ColumnCounts(
    long nulls,
    long values,
    long cut,
    long notText,
    Map<State, Long> looks,
    Map<Integer, Long> peers,
    Map<PiiType, TypeCounts> types)
    implements Serializable {
  ColumnCounts {
    looks = Map.copyOf(looks);
    peers = Map.copyOf(peers);
    types = Map.copyOf(types);
  }

  /** Both together; the order makes no difference. */
  ColumnCounts plus(ColumnCounts other) {
    return new ColumnCounts(
        nulls + other.nulls,
        values + other.values,
        cut + other.cut,
        notText + other.notText,
        sum(looks, other.looks),
        sum(peers, other.peers),
        merged(types, other.types, TypeCounts::plus));
  }

  /** Values that look so. */
  long looking(State state) {
    return looks.getOrDefault(state, 0L);
  }

  /** Values in which something could be found. */
  long readable() {
    return values - looking(State.PROTECTED) - notText;
  }

  static <K> Map<K, Long> sum(Map<K, Long> some, Map<K, Long> others) {
    return merged(some, others, Long::sum);
  }

  private static <K, V> Map<K, V> merged(
      Map<K, V> some, Map<K, V> others, BinaryOperator<V> together) {
    Map<K, V> all = new HashMap<>(some);
    others.forEach((key, value) -> all.merge(key, value, together));
    return all;
  }
}
