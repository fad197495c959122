package dev.yinhu.piiscanner.report;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Lays rows out in columns, Han characters two columns wide (UAX #11). For one thread. */
public final class TextTable {
  private static final int WIDEST = 60;
  private static final String GAP = "  ";
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Cf}]");

  private final List<List<String>> rows = new ArrayList<>();

  /** With these headings. */
  public TextTable(String... headings) {
    rows.add(List.of(headings));
  }

  /** Adds a row of as many cells; control characters, which terminals obey, become blanks. */
  public void row(String... cells) {
    rows.add(Stream.of(cells).map(cell -> CONTROL.matcher(cell).replaceAll(" ")).toList());
  }

  /** Prints all; the stream stays open. */
  public void print(PrintStream out) {
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], Math.min(WIDEST, width(row.get(i))));
      }
    }
    print(out, rows.getFirst(), widths);
    var rule = new ArrayList<String>();
    for (int width : widths) {
      rule.add("─".repeat(width));
    }
    print(out, rule, widths);
    rows.stream().skip(1).forEach(row -> print(out, row, widths));
  }

  private static void print(PrintStream out, List<String> row, int[] widths) {
    var line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      String cell = row.get(i);
      int missing = Math.max(0, widths[i] - width(cell));
      boolean number =
          !cell.isEmpty() && cell.chars().allMatch(c -> "0123456789,.".indexOf(c) >= 0);
      line.append(number ? " ".repeat(missing) + cell : cell + " ".repeat(missing)).append(GAP);
    }
    out.println(line.toString().stripTrailing());
  }

  /** Columns that a text takes on a terminal. */
  static int width(String text) {
    return text.codePoints().map(TextTable::width).sum();
  }

  private static int width(int c) {
    boolean wide =
        (c >= 0x1100 && c <= 0x115f)
            || (c >= 0x2e80 && c <= 0xa4cf)
            || (c >= 0xac00 && c <= 0xd7a3)
            || (c >= 0xf900 && c <= 0xfaff)
            || (c >= 0xfe30 && c <= 0xfe6f)
            || (c >= 0xff00 && c <= 0xff60)
            || (c >= 0x20000 && c <= 0x3fffd);
    return wide ? 2 : 1;
  }
}
