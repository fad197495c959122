package dev.yinhu.piiscanner.jdbc;

import java.util.Map;

/**
 * How far the tables of a database have been read, told by one scan for the next. Where it is kept
 * is the caller's matter; it holds keys or times of rows and nothing else of them.
 */
public record ScanState(Map<TableName, Watermark> tables) {
  /** Nothing was read. */
  public static final ScanState NOTHING = new ScanState(Map.of());

  /** Copies the map. */
  public ScanState {
    tables = Map.copyOf(tables);
  }

  /**
   * How far a table was read.
   *
   * @param column whose values are compared
   * @param value the greatest that needs no reading, as the database prints it
   */
  public record Watermark(String column, String value) {}
}
