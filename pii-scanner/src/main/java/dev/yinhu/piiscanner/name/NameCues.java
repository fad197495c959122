package dev.yinhu.piiscanner.name;

import dev.yinhu.piiscanner.han.Han;
import dev.yinhu.piiscanner.han.WordTrie;
import java.util.List;
import java.util.Map;

/**
 * What stands before a possible name: labels, keys and everyday words that names follow, in points
 * of the same scale as the costs. Looks at a bounded number of characters. Immutable.
 */
final class NameCues {
  /** Points of a label that says that a name follows. */
  static final int LABEL = 90;

  /** Points of a mark or the end of the text beside a name. */
  static final int BOUNDARY = 12;

  private static final int NOT_A_NAME = -120;
  private static final int INTRO = 35;
  private static final int KIN = 40;
  private static final int ONE_CHARACTER = 10;
  private static final int LONGEST_KEY = 40;

  private final WordTrie before;
  private final WordTrie keys;

  /** Reads the shipped lists. */
  NameCues(Map<String, List<String>> cues) {
    WordTrie.Builder left = new WordTrie.Builder();
    addAll(left, cues, "intro", INTRO);
    addAll(left, cues, "kin", KIN);
    addAll(left, cues, "label", LABEL);
    addAll(left, cues, "not", NOT_A_NAME);
    before = left.build();
    WordTrie.Builder key = new WordTrie.Builder();
    for (String word : cues.getOrDefault("key", List.of())) {
      key.add(word, LABEL);
    }
    for (String word : cues.getOrDefault("nokey", List.of())) {
      key.add(word, NOT_A_NAME);
    }
    keys = key.build();
  }

  private static void addAll(
      WordTrie.Builder trie, Map<String, List<String>> cues, String section, int points) {
    for (String word : cues.getOrDefault(section, List.of())) {
      trie.addReversed(word, word.length() == 1 && points > 0 ? ONE_CHARACTER : points);
    }
  }

  /** Points of a name of key or column, 0 when it says nothing. */
  int ofKey(char[] chars, int from, int to) {
    char[] bare = new char[Math.min(to - from, LONGEST_KEY)];
    int length = 0;
    for (int at = from; at < from + bare.length; at++) {
      if (Character.isLetterOrDigit(chars[at])) {
        bare[length++] = chars[at];
      }
    }
    return length == 0 ? 0 : ofBareKey(bare, length);
  }

  private int ofBareKey(char[] bare, int length) {
    if (Han.isHan(bare[length - 1])) {
      int points = cueEndingAt(bare, length);
      return points == ONE_CHARACTER ? 0 : points;
    }
    int points = keys.valueOf(bare, 0, length);
    return points == WordTrie.NO_WORD ? 0 : points;
  }

  /** Whether what ends before this place says that a name follows. */
  boolean isLabel(char[] chars, int assignment) {
    return labelEndingAt(chars, assignment) == LABEL;
  }

  /** Points of what stands before a name that begins here. */
  int before(char[] chars, int start) {
    if (start == 0) {
      return BOUNDARY;
    }
    char last = chars[start - 1];
    return Han.isHan(last) ? cueEndingAt(chars, start) : behindSeparators(chars, start);
  }

  /** Points of the longest cue that ends here, 0 when none does. */
  private int cueEndingAt(char[] chars, int end) {
    int node = WordTrie.ROOT;
    int points = 0;
    for (int at = end - 1; at >= 0 && node != WordTrie.NONE; at--) {
      node = before.step(node, chars[at]);
      if (node != WordTrie.NONE && before.value(node) != WordTrie.NO_WORD) {
        points = before.value(node);
      }
    }
    return points;
  }

  private int behindSeparators(char[] chars, int start) {
    int at = start - 1;
    int left = Math.max(0, start - 6);
    while (at >= left && Marks.isFrame(chars[at])) {
      at--;
    }
    if (at < 0) {
      return BOUNDARY;
    }
    char separator = chars[at];
    if (Marks.isAssignment(separator)) {
      return labelEndingAt(chars, at);
    }
    if (separator == '\n') {
      return labelEndingAt(chars, at) == LABEL ? LABEL : BOUNDARY;
    }
    if (separator == '>') {
      return keyEndingAt(chars, at, BOUNDARY);
    }
    if (Han.isHan(separator) && at < start - 1) {
      int points = cueEndingAt(chars, at + 1);
      return points == LABEL ? points : Math.min(points, 0) + BOUNDARY;
    }
    return Marks.isWord(separator) && at == start - 1 ? 0 : BOUNDARY;
  }

  private int labelEndingAt(char[] chars, int colon) {
    int at = colon - 1;
    int left = Math.max(0, colon - 5);
    while (at >= left && Marks.isFrame(chars[at])) {
      at--;
    }
    if (at < 0) {
      return BOUNDARY;
    }
    if (Han.isHan(chars[at])) {
      int points = cueEndingAt(chars, at + 1);
      if (points == NOT_A_NAME && isOneOfSeveral(chars, at)) {
        return BOUNDARY;
      }
      return points == 0 ? BOUNDARY : points == ONE_CHARACTER ? LABEL / 2 : points;
    }
    return keyEndingAt(chars, at + 1, BOUNDARY);
  }

  /** Whether the label is the last of several: 姓名/电话/地址. */
  private static boolean isOneOfSeveral(char[] chars, int end) {
    int at = end;
    while (at > 0 && Han.isHan(chars[at]) && end - at < LONGEST_KEY) {
      at--;
    }
    return chars[at] == '/';
  }

  /** Points of the Latin key whose last character stands before this place. */
  private int keyEndingAt(char[] chars, int end, int otherwise) {
    int at = end - 1;
    int left = Math.max(0, end - LONGEST_KEY);
    while (at >= left && Marks.isWord(chars[at])) {
      at--;
    }
    int node = WordTrie.ROOT;
    for (int i = at + 1; i < end && node != WordTrie.NONE; i++) {
      if (chars[i] != '_' && chars[i] != '-') {
        node = keys.step(node, chars[i]);
      }
    }
    int points =
        node == WordTrie.NONE || node == WordTrie.ROOT ? WordTrie.NO_WORD : keys.value(node);
    return points == WordTrie.NO_WORD ? otherwise : points;
  }
}
