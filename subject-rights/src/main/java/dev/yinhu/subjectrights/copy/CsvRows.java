package dev.yinhu.subjectrights.copy;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/**
 * Rows of RFC 4180 that a spreadsheet takes for text: a cell that begins with a sign by which
 * spreadsheets know a formula gets an apostrophe before it. The file begins with a byte order mark,
 * without which Excel reads Chinese as another encoding. Holds one row at most; not thread-safe.
 */
final class CsvRows {
  /** What begins a formula (OWASP, CSV Injection), also in the full width that Excel takes. */
  private static final String FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

  private final Writer to;

  /** Writes the mark; {@code to} has to encode UTF-8 and stays the caller's to close. */
  CsvRows(Writer to) throws IOException {
    this.to = to;
    to.write('\uFEFF');
  }

  void row(List<String> cells) throws IOException {
    for (int i = 0; i < cells.size(); i++) {
      if (i > 0) {
        to.write(',');
      }
      to.write(cell(cells.get(i)));
    }
    to.write("\r\n");
  }

  /** Every cell in quotes, so that no separator of any country's spreadsheet cuts one in two. */
  private static String cell(String value) {
    String harmless = startsFormula(value) ? "'" + value : value;
    return '"' + harmless.replace("\"", "\"\"") + '"';
  }

  /** Some spreadsheets cut spaces off before they look, so do we. */
  private static boolean startsFormula(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (FORMULA.indexOf(c) >= 0) {
        return true;
      }
      if (!Character.isWhitespace(c) && !Character.isSpaceChar(c) && c != '\uFEFF') {
        return false;
      }
    }
    return false;
  }
}
