package dev.yinhu.piiscanner.list;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.lucene.util.fst.FST;

/** Follows the entries of a list through a text; not for use by several threads. */
final class ListWalk {
  static final int NONE = -1;

  private static final int CASE = 'a' - 'A';

  private final FST<Object> entries;
  private final FST.BytesReader reader;
  private final FST.Arc<Object> arc = new FST.Arc<>();

  ListWalk(FST<Object> entries) {
    this.entries = entries;
    this.reader = entries.getBytesReader();
  }

  /**
   * Behind the longest entry that begins at a place; {@link #NONE} when none does. An entry is read
   * as far as it goes: at most its length for each place.
   *
   * @param length how many of the characters are text
   */
  int longest(char[] chars, int from, int length) {
    try {
      entries.getFirstArc(arc);
      int longest = NONE;
      for (int at = from; at < length; at++) {
        if (entries.findTargetArc(lower(chars[at]), arc, arc, reader) == null) {
          return longest;
        }
        if (arc.isFinal() && !isJoined(chars, at + 1, length)) {
          longest = at + 1;
        }
      }
      return longest;
    } catch (IOException e) {
      throw new UncheckedIOException("a list in memory could not be read", e);
    }
  }

  /** Whether a place lies within a word of ASCII letters and digits. */
  static boolean isJoined(char[] chars, int at, int length) {
    return at > 0 && at < length && isPlain(chars[at - 1]) && isPlain(chars[at]);
  }

  private static boolean isPlain(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + CASE) : Character.toLowerCase(c);
  }
}
