package dev.yinhu.piiscanner.context;

import java.util.Arrays;

/** The line at hand: how often each delimiter stands in it, and the cell of the place at hand. */
final class Line {
  /** No delimiter. */
  static final char NONE = '\0';

  /** The likeliest first. */
  private static final String DELIMITERS = "\t|│,;";

  private static final char BOX = '│';
  private static final int LONGEST = 20_000;
  private static final int ASCII = 0x80;
  private static final byte QUOTE = 99;

  /** By character: one more than its number among the delimiters. */
  private static final byte[] KINDS = kinds();

  private final char[] chars;
  private final int length;
  private final int[] counts = new int[DELIMITERS.length()];
  private int from;
  private int to = -1;
  private boolean isLong;

  /** Up to where cells were counted, how many delimiters stood there, and the last two cells. */
  private int countedTo;

  private int counted;
  private boolean quoted;
  private int cellFrom;
  private int leftFrom;

  Line(char[] chars, int length) {
    this.chars = chars;
    this.length = length;
  }

  private static byte[] kinds() {
    byte[] kinds = new byte[ASCII];
    for (int i = 0; i < DELIMITERS.length(); i++) {
      if (DELIMITERS.charAt(i) < ASCII) {
        kinds[DELIMITERS.charAt(i)] = (byte) (i + 1);
      }
    }
    kinds['"'] = QUOTE;
    return kinds;
  }

  /** Makes the line of a place the one at hand; false when it is already. */
  boolean enter(int place) {
    if (place >= from && place <= to) {
      return false;
    }
    int start = start(chars, place);
    from = start < 0 ? place : start;
    to = countTo(from, start < 0 ? length : Math.min(length, from + LONGEST));
    isLong = start < 0 || (to < length && chars[to] != '\n');
    while (isLong && to < length && chars[to] != '\n') {
      to++;
    }
    countedTo = from;
    cellFrom = from;
    leftFrom = from;
    counted = 0;
    quoted = false;
    return true;
  }

  /** Counts delimiters as far as the line goes. */
  private int countTo(int start, int most) {
    Arrays.fill(counts, 0);
    boolean inQuotes = false;
    int at = start;
    while (at < most) {
      char c = chars[at];
      if (c < ASCII) {
        if (c == '\n') {
          break;
        }
        byte kind = KINDS[c];
        if (kind == QUOTE) {
          inQuotes = !inQuotes;
        } else if (kind != 0 && !inQuotes) {
          counts[kind - 1]++;
        }
      } else if (c == BOX && !inQuotes) {
        counts[DELIMITERS.indexOf(BOX)]++;
      }
      at++;
    }
    return at;
  }

  int from() {
    return from;
  }

  /** Its line feed, or the end of the text. */
  int to() {
    return to;
  }

  /** Whether it is too long to be one of a table. */
  boolean isLong() {
    return isLong;
  }

  /** The likeliest delimiter that it has; {@link #NONE} when it has none. */
  char delimiter() {
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        return DELIMITERS.charAt(i);
      }
    }
    return NONE;
  }

  /** How often a delimiter stands in it outside of quotes. */
  int count(char delimiter) {
    return counts[DELIMITERS.indexOf(delimiter)];
  }

  /** The number of the cell that a place stands in; counted on from the place before. */
  int cellOf(int place, char delimiter) {
    for (; countedTo < place; countedTo++) {
      char c = chars[countedTo];
      if (c == '"') {
        quoted = !quoted;
      } else if (c == delimiter && !quoted) {
        counted++;
        leftFrom = cellFrom;
        cellFrom = countedTo + 1;
      }
    }
    return counted;
  }

  /** The first character of the cell left of that one, when its number is not 0. */
  int leftFrom() {
    return leftFrom;
  }

  /** Behind the last character of that cell. */
  int leftTo() {
    return cellFrom - 1;
  }

  /** The start of the line of a place; −1 when the line is too long to be one of a table. */
  static int start(char[] chars, int place) {
    int floor = Math.max(0, place - LONGEST);
    int at = place;
    while (at > floor && chars[at - 1] != '\n') {
      at--;
    }
    return at == floor && at > 0 ? -1 : at;
  }

  /** The end of the line that starts at a place; −1 when it is too long. */
  static int end(char[] chars, int length, int start) {
    int ceiling = Math.min(length, start + LONGEST);
    int at = start;
    while (at < ceiling && chars[at] != '\n') {
      at++;
    }
    return at == ceiling && at < length ? -1 : at;
  }
}
