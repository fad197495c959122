package dev.yinhu.piiscanner.context;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The header cells of HTML tables; a text is read once, from left to right. */
final class HtmlTables {
  private static final int LONGEST_TAG = 200;

  private final char[] chars;
  private final int length;
  private List<String> header = new ArrayList<>();
  private boolean inHeader;
  private int column = -1;
  private int cursor;

  HtmlTables(char[] chars, int length) {
    this.chars = chars;
    this.length = length;
  }

  /** The header of the cell that a place stands in; places ascend. */
  Optional<String> headerOf(int place) {
    while (cursor < place) {
      cursor = chars[cursor] == '<' ? readTag(cursor) : cursor + 1;
    }
    boolean known = !inHeader && column >= 0 && column < header.size();
    return known ? Optional.of(header.get(column)) : Optional.empty();
  }

  /** Takes a tag in; behind its name. */
  private int readTag(int open) {
    int end = open + 1;
    int most = Math.min(length, open + LONGEST_TAG);
    while (end < most && Character.isLetter(chars[end])) {
      end++;
    }
    switch (new String(chars, open + 1, end - open - 1).toLowerCase(Locale.ROOT)) {
      case "table" -> header = new ArrayList<>();
      case "tr" -> column = -1;
      case "th" -> addHeader(end);
      case "td" -> {
        inHeader = false;
        column++;
      }
      default -> {}
    }
    return end;
  }

  private void addHeader(int at) {
    int start = at;
    int most = Math.min(length, at + LONGEST_TAG);
    while (start < most && chars[start] != '>') {
      start++;
    }
    int end = start;
    while (end < most && chars[end] != '<') {
      end++;
    }
    if (!inHeader) {
      header = new ArrayList<>();
    }
    inHeader = true;
    header.add(start < end ? new String(chars, start + 1, end - start - 1).strip() : "");
  }
}
