package dev.yinhu.piiscanner.spark;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * In which parts of files something was found.
 *
 * @param all how many parts there are
 * @param first the first of them in the order of files, with how many values hold it
 */
record Places(long all, List<Part> first) implements Serializable {
  /** Most parts that are told by name. */
  static final int MOST = 20;

  Places {
    first = List.copyOf(first);
  }

  /** A part with so many values. */
  record Part(FilePlace place, long hits) implements Serializable {}

  static Places of(FilePlace place, long hits) {
    return new Places(1, List.of(new Part(place, hits)));
  }

  /** Both; no part of a file is read by two tasks. */
  Places plus(Places other) {
    SortedMap<FilePlace, Long> together = new TreeMap<>();
    first.forEach(part -> together.merge(part.place(), part.hits(), Long::sum));
    other.first.forEach(part -> together.merge(part.place(), part.hits(), Long::sum));
    List<Part> kept = together.entrySet().stream().limit(MOST).map(Places::part).toList();
    return new Places(all + other.all, kept);
  }

  private static Part part(Map.Entry<FilePlace, Long> entry) {
    return new Part(entry.getKey(), entry.getValue());
  }
}
