package dev.yinhu.piiscanner.automaton;

import java.util.List;
import java.util.Map;

/**
 * Finds many words in one pass over a text (Aho and Corasick, "Efficient string matching", 1975)
 * and tells the groups that each belongs to. Immutable and safe for use by many threads; time is
 * linear in the characters read, memory in the characters of the words.
 *
 * <p>Case of ASCII letters does not matter. Where a word starts or ends with an ASCII letter or
 * digit it must do so in the text: {@code lic} is not found in {@code public}, nor {@code id} in
 * {@code idcard}, yet in {@code user_id} and, as a letter beside a digit ends a word, in {@code
 * id7}. Other ends, such as Han, are found anywhere: there are no spaces between Chinese words.
 */
public final class CueTable {
  /** The state of {@link #resume} in which nothing was read. */
  public static final int FRESH = 0;

  private static final int CASE = 'a' - 'A';

  private final CueStates states;

  private CueTable(CueStates states) {
    this.states = states;
  }

  /** Takes what was found. */
  @FunctionalInterface
  public interface Hits {
    /**
     * One word belongs to one group.
     *
     * @param start its first character
     * @param end behind its last character
     * @param group number of the group
     */
    void found(int start, int end, int group);
  }

  /**
   * A table of these groups.
   *
   * @param groups words of each group, by the group's number; a word may be in several; none may be
   *     empty
   */
  public static CueTable of(Map<Integer, ? extends Iterable<String>> groups) {
    CueTrie trie = new CueTrie();
    groups.forEach((group, words) -> words.forEach(word -> trie.add(lower(word), group)));
    return new CueTable(trie.linked());
  }

  /** A table of one group, which has the number 0. */
  static CueTable of(List<String> words) {
    return of(Map.of(0, words));
  }

  /**
   * Tells every word between two places, ordered by its end, longer words first; words that reach
   * over either place are not told, yet what stands right outside decides whether an end is one.
   *
   * @param chars folded text
   * @param length how many of the characters are text
   * @param from first character that a word may have
   * @param to behind the last character that a word may have
   */
  public void find(char[] chars, int length, int from, int to, Hits hits) {
    resume(FRESH, chars, length, from, to, hits);
  }

  /**
   * {@link #find}, continued where another call ended: words that reach over that place are told.
   *
   * @param state what the other call returned, or {@link #FRESH}
   * @return the state in which to continue at {@code to}
   */
  public int resume(int state, char[] chars, int length, int from, int to, Hits hits) {
    return states.read(state, chars, length, from, to, hits);
  }

  static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + CASE) : c;
  }

  private static String lower(String word) {
    char[] chars = word.toCharArray();
    for (int i = 0; i < chars.length; i++) {
      chars[i] = lower(chars[i]);
    }
    return new String(chars);
  }
}
