package dev.yinhu.piiscanner.jdbc;

import dev.yinhu.piiscanner.WrongSettings;

/** How much of a table is read. */
public sealed interface Extent {
  /** Every row. */
  Extent WHOLE = new Whole();

  /**
   * Of a text: a number of rows, or a percentage such as {@code 5%}.
   *
   * @throws WrongSettings when it is neither, or out of bounds
   */
  static Extent parse(String text) {
    try {
      return text.endsWith("%")
          ? new Percent(Double.parseDouble(text.substring(0, text.length() - 1)))
          : new Rows(Long.parseLong(text));
    } catch (NumberFormatException e) {
      throw new WrongSettings("--sample is a number of rows, or a percentage such as 5%");
    } catch (IllegalArgumentException e) {
      throw new WrongSettings(String.valueOf(e.getMessage()));
    }
  }

  /** Every row. */
  record Whole() implements Extent {}

  /**
   * About so many rows of each table, all of them when it has no more; how many it was stands in
   * the report.
   *
   * @param rows at least 1
   */
  record Rows(long rows) implements Extent {
    /** Checks the bound. */
    public Rows {
      if (rows < 1) {
        throw new IllegalArgumentException("a sample has at least one row");
      }
    }
  }

  /**
   * Each row with this probability.
   *
   * @param percent above 0, at most 100
   */
  record Percent(double percent) implements Extent {
    /** Checks the bounds. */
    public Percent {
      if (!(percent > 0 && percent <= 100)) {
        throw new IllegalArgumentException("a sample has more than 0 and at most 100 percent");
      }
    }
  }
}
