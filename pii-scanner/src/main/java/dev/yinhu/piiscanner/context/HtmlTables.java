package dev.yinhu.piiscanner.context;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The header cells of HTML tables; a text is read once, from left to right. */
final class HtmlTables<T> {
  private static final int LONGEST_TAG = 200;
  private static final int CASE = 'a' - 'A';

  private final char[] chars;
  private final int length;
  private final NameReader<T> reader;
  private final List<@Nullable T> header = new ArrayList<>();
  private boolean inHeader;
  private int column = -1;
  private int cursor;

  HtmlTables(char[] chars, int length, NameReader<T> reader) {
    this.chars = chars;
    this.length = length;
    this.reader = reader;
  }

  /** The header of the cell that a place stands in; places ascend. */
  @Nullable T headerOf(int place) {
    while (cursor < place) {
      cursor = chars[cursor] == '<' ? readTag(cursor) : cursor + 1;
    }
    return !inHeader && column >= 0 && column < header.size() ? header.get(column) : null;
  }

  /** Takes a tag in; behind its name. */
  private int readTag(int open) {
    int end = open + 1;
    int most = Math.min(length, open + LONGEST_TAG);
    while (end < most && Character.isLetter(chars[end])) {
      end++;
    }
    if (is("td", open, end)) {
      inHeader = false;
      column++;
    } else if (is("tr", open, end)) {
      column = -1;
    } else if (is("th", open, end)) {
      addHeader(end);
    } else if (is("table", open, end)) {
      header.clear();
    }
    return end;
  }

  private boolean is(String tag, int open, int end) {
    if (end - open - 1 != tag.length()) {
      return false;
    }
    for (int i = 0; i < tag.length(); i++) {
      char c = chars[open + 1 + i];
      if (c != tag.charAt(i) && c != tag.charAt(i) - CASE) {
        return false;
      }
    }
    return true;
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
      header.clear();
    }
    inHeader = true;
    long name = start < end ? Span.stripped(chars, start + 1, end) : Span.NONE;
    boolean isNamed = name != Span.NONE && !Span.isEmpty(name);
    header.add(isNamed ? reader.read(chars, Span.from(name), Span.to(name)) : null);
  }
}
