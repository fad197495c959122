package dev.yinhu.tableprotection;

import java.util.List;

/**
 * What indexes are computed from, and where they stand: one column of the job, with its main index
 * and those of its parts, or several for a compound index.
 *
 * @param name what the register calls it: the field, or the compound index
 * @param columns the numbers of the job's columns whose values go in, in the order of the register
 * @param places one at least
 * @param partitions how many indexes one value has at once under one key, over all places
 */
record IndexSource(String name, List<Integer> columns, List<Place> places, int partitions) {
  /** Names the main index of a field, and a compound one. */
  static final String MAIN = "";

  /**
   * Where one index stands.
   *
   * @param part the name of the part, or {@link #MAIN}
   * @param position among the stored columns of a row
   */
  record Place(String part, int position) {}

  IndexSource {
    columns = List.copyOf(columns);
    places = List.copyOf(places);
  }
}
