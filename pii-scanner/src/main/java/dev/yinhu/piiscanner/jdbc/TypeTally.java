package dev.yinhu.piiscanner.jdbc;

import dev.yinhu.piiscanner.report.Sample;
import java.util.TreeMap;
import java.util.function.Function;

/** What the values of a column count to for one type. For one thread. */
final class TypeTally {
  private final long seed;
  private final int examples;
  private final long[] peers = new long[ValueForm.COUNT];
  private final TreeMap<Long, String> drawn = new TreeMap<>();
  private long hits;
  private long whole;
  private long supported;
  private long named;
  private long milli;

  TypeTally(long seed, int examples) {
    this.seed = seed;
    this.examples = examples;
  }

  void add(Hit hit, int form) {
    hits++;
    milli += hit.milli();
    supported += hit.supported() ? 1 : 0;
    named += hit.named() ? 1 : 0;
    if (hit.whole()) {
      whole++;
      if (form >= 0) {
        peers[form]++;
      }
    }
    draw(Mix.of(seed, hit.text()), hit.text());
  }

  /** Those with the smallest hashes, whatever the order in which they come. */
  private void draw(long hash, String text) {
    if (drawn.size() < examples) {
      drawn.put(hash, text);
    } else if (examples > 0 && hash < drawn.lastKey()) {
      drawn.put(hash, text);
      if (drawn.size() > examples) {
        drawn.pollLastEntry();
      }
    }
  }

  void add(TypeTally other) {
    hits += other.hits;
    whole += other.whole;
    supported += other.supported;
    named += other.named;
    milli += other.milli;
    for (int i = 0; i < peers.length; i++) {
      peers[i] += other.peers[i];
    }
    other.drawn.forEach(this::draw);
  }

  /** The same without the values: those that were drawn stay as examples. */
  TypeCounts counts(Function<String, Sample> example) {
    return new TypeCounts(
        hits,
        whole,
        supported,
        named,
        milli,
        ValueForm.counted(peers),
        examples,
        drawn.values().stream().map(example).toList());
  }
}
