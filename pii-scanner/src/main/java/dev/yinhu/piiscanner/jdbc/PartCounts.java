package dev.yinhu.piiscanner.jdbc;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What a part of a table counts to. Holds no value: numbers, masked examples and keyed
 * fingerprints. Made by {@link PartScan}, added up in any order, told by {@link TableParts}.
 */
public final class PartCounts implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long rows;
  private final long characters;

  @SuppressWarnings("serial") // The lists that List.copyOf makes are serializable.
  private final List<ColumnCounts> columns;

  PartCounts(long rows, long characters, List<ColumnCounts> columns) {
    this.rows = rows;
    this.characters = characters;
    this.columns = List.copyOf(columns);
  }

  /**
   * Both parts together.
   *
   * @throws IllegalArgumentException when they are of tables with other columns
   */
  public PartCounts plus(PartCounts other) {
    if (columns.size() != other.columns.size()) {
      throw new IllegalArgumentException("the parts are not of one table");
    }
    List<ColumnCounts> sums = new ArrayList<>(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      sums.add(columns.get(i).plus(other.columns.get(i)));
    }
    return new PartCounts(rows + other.rows, characters + other.characters, sums);
  }

  /** Rows that were scanned. */
  public long rows() {
    return rows;
  }

  /** Characters that were scanned. */
  public long characters() {
    return characters;
  }

  /** What was found, certain or not: columns by their place among those that are read. */
  public List<PartHits> hits() {
    List<PartHits> hits = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      int column = i;
      columns
          .get(i)
          .types()
          .forEach((type, counts) -> hits.add(new PartHits(column, type, counts.hits())));
    }
    return hits;
  }

  /** In the order of the columns that are read. */
  List<ColumnCounts> columns() {
    return columns;
  }
}
