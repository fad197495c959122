package dev.yinhu.piiscanner.source;

import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/** What the beginning of a table of separated values tells of it. Stateless. */
public final class TableHead {
  /** Characters of a table that the separator is looked for in. */
  public static final int START = 1 << 13;

  private static final int LONGEST_NAME = 64;
  private static final Pattern VALUE = Pattern.compile(".*([0-9]{4}|@).*", Pattern.DOTALL);

  private TableHead() {}

  /** The one of comma, semicolon, tab and bar that the first line holds most of. */
  public static char separator(String start) {
    int end = start.indexOf('\n');
    String line = end < 0 ? start : start.substring(0, end);
    char best = ',';
    long most = 0;
    for (char candidate : new char[] {',', '\t', ';', '|'}) {
      long count = line.chars().filter(c -> c == candidate).count();
      if (count > most) {
        best = candidate;
        most = count;
      }
    }
    return best;
  }

  /** Whether the first record holds names: different ones, none of which looks like a value. */
  public static boolean isHeader(List<String> cells) {
    return new HashSet<>(cells).size() == cells.size()
        && cells.stream().anyMatch(cell -> !cell.isBlank())
        && cells.stream()
            .noneMatch(cell -> cell.length() > LONGEST_NAME || VALUE.matcher(cell).matches());
  }
}
