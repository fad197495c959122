package dev.yinhu.piiscanner.source;

/** Where in a file something stands. Lines, columns and records are counted from 1. */
public sealed interface Place {

  /** In one line, for people. */
  String shown();

  /**
   * In a text.
   *
   * @param line ended by a line feed
   * @param column code point of the line
   */
  record InText(long line, long column) implements Place {
    @Override
    public String shown() {
      return line + ":" + column;
    }
  }

  /**
   * In a table.
   *
   * @param record the header, where there is one, is the first
   * @param column of the record
   * @param name of the column; empty when it has none
   * @param offset code points before it in the cell
   */
  record InCell(long record, int column, String name, int offset) implements Place {
    @Override
    public String shown() {
      return "record " + record + ", " + (name.isEmpty() ? "column " + column : name);
    }
  }

  /**
   * In a tree of names, such as JSON and XML, or in a table of a SQL dump.
   *
   * @param path such as {@code $.users[2].phone} or {@code /users/user[3]/@phone}; {@code
   *     users.phone} in a dump
   * @param line at which it was read
   * @param offset code points before it in the value
   */
  record InTree(String path, long line, int offset) implements Place {
    @Override
    public String shown() {
      return path + " (line " + line + ")";
    }
  }
}
