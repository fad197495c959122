package dev.yinhu.piiscanner.automaton;

import java.util.Collection;
import java.util.List;

/** The words of a {@link CueTable} by their numbers: lengths, groups, and what ends they have. */
final class CueWords {
  private final int[] lengths;
  private final boolean[] startsPlain;
  private final boolean[] endsPlain;
  private final int[][] groups;

  CueWords(List<String> words, Collection<? extends Collection<Integer>> groups) {
    lengths = words.stream().mapToInt(String::length).toArray();
    startsPlain = new boolean[lengths.length];
    endsPlain = new boolean[lengths.length];
    this.groups =
        groups.stream()
            .map(of -> of.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
    for (int word = 0; word < lengths.length; word++) {
      startsPlain[word] = isPlain(words.get(word).charAt(0));
      endsPlain[word] = isPlain(words.get(word).charAt(lengths[word] - 1));
    }
  }

  /** Tells a word that ends at a place, when it is a whole one there. */
  void tell(int word, char[] chars, int length, int end, CueTable.Hits hits) {
    int start = end - lengths[word];
    if (isWhole(word, chars, length, start, end)) {
      for (int group : groups[word]) {
        hits.found(start, end, group);
      }
    }
  }

  private boolean isWhole(int word, char[] chars, int length, int start, int end) {
    return !(startsPlain[word] && start > 0 && isJoined(chars[start - 1], chars[start]))
        && !(endsPlain[word] && end < length && isJoined(chars[end - 1], chars[end]));
  }

  /** Two letters or two digits: a letter beside a digit, as in QQ12345, is the end of a word. */
  private static boolean isJoined(char a, char b) {
    return isPlain(a) && isPlain(b) && isDigit(a) == isDigit(b);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
