package dev.yinhu.piiscanner.spark;

import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.jdbc.PartCounts;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * All that leaves the machine on which a part of a table was read: counts, masked examples, keyed
 * fingerprints and names of files.
 *
 * @param counts of its rows
 * @param places where each type of each column was found, where rows come from files
 * @param keyMark tells whether two parts were read under one key; empty where none was read
 */
record PartResult(PartCounts counts, Map<Spot, Places> places, String keyMark)
    implements Serializable {
  PartResult {
    places = Map.copyOf(places);
  }

  /**
   * A type in a column.
   *
   * @param column its place among those that are read
   */
  record Spot(int column, PiiType type) implements Serializable {}

  static PartResult of(PartCounts counts, Optional<FilePlace> place, String keyMark) {
    Map<Spot, Places> places = new HashMap<>();
    place.ifPresent(here ->
        counts
            .hits()
            .forEach(hit ->
                places.put(new Spot(hit.column(), hit.type()), Places.of(here, hit.hits()))));
    return new PartResult(counts, places, keyMark);
  }

  /**
   * Both parts together.
   *
   * @throws SparkScanException when they were read under two keys
   */
  PartResult plus(PartResult other) {
    if (!keyMark.isEmpty() && !other.keyMark.isEmpty() && !keyMark.equals(other.keyMark)) {
      throw new SparkScanException(
          "executors have different keys of fingerprints: give all of them the same file");
    }
    Map<Spot, Places> together = new HashMap<>(places);
    other.places.forEach((spot, more) -> together.merge(spot, more, Places::plus));
    return new PartResult(
        counts.plus(other.counts), together, keyMark.isEmpty() ? other.keyMark : keyMark);
  }
}
