package dev.yinhu.piiscanner.jdbc;

import dev.yinhu.piiscanner.report.Sample;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What values count to for one type: numbers, and examples with their values hidden.
 *
 * @param hits values that hold it
 * @param whole those that are it and nothing else
 * @param supported hits for which more than their shape speaks
 * @param named hits for which the column's name speaks
 * @param milli sum of the hits' confidence, in thousandths
 * @param peers whole values by their form: see {@link ValueForm#peers}
 * @param most examples to keep at most
 * @param examples of the values
 */
record TypeCounts(
    long hits,
    long whole,
    long supported,
    long named,
    long milli,
    Map<Integer, Long> peers,
    int most,
    List<Sample> examples)
    implements Serializable {
  TypeCounts {
    peers = Map.copyOf(peers);
    examples = List.copyOf(examples);
  }

  /** Both; of the examples those with the smallest fingerprints, in whatever order parts come. */
  TypeCounts plus(TypeCounts other) {
    return new TypeCounts(
        hits + other.hits,
        whole + other.whole,
        supported + other.supported,
        named + other.named,
        milli + other.milli,
        ColumnCounts.sum(peers, other.peers),
        most,
        together(other));
  }

  private List<Sample> together(TypeCounts other) {
    TreeMap<String, Sample> all = new TreeMap<>();
    examples.forEach(example -> all.put(example.fingerprint(), example));
    other.examples.forEach(example -> all.put(example.fingerprint(), example));
    return new ArrayList<>(all.values()).subList(0, Math.min(most, all.size()));
  }

  /** 0 to 1. */
  double meanConfidence() {
    return hits == 0 ? 0 : milli / 1000.0 / hits;
  }
}
