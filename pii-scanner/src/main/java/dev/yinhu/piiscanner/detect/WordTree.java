package dev.yinhu.piiscanner.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Words by their characters, each with a value. Immutable and safe for use by many threads. */
final class WordTree {
  private static final int ROOT = 0;
  private static final int ASCII = 0x80;
  private static final int NOWHERE = -1;
  private static final int NO_WORD = -1;

  /** By node: where its steps begin among the characters, in their order; and one more. */
  private final int[] begins;

  private final char[] characters;
  private final int[] targets;
  private final int[] values;
  private final int[] asciiFirsts = new int[ASCII];

  /** Of words and their values, which are not negative. */
  WordTree(Map<String, Integer> words) {
    List<Map<Character, Integer>> steps = new ArrayList<>(List.of(new TreeMap<>()));
    List<Integer> ends = new ArrayList<>(List.of(NO_WORD));
    words.forEach((word, value) -> ends.set(grow(word, steps, ends), value));
    int count = steps.stream().mapToInt(Map::size).sum();
    begins = new int[steps.size() + 1];
    characters = new char[count];
    targets = new int[count];
    values = ends.stream().mapToInt(Integer::intValue).toArray();
    int filled = 0;
    for (int node = 0; node < steps.size(); node++) {
      begins[node] = filled;
      for (Map.Entry<Character, Integer> step : steps.get(node).entrySet()) {
        characters[filled] = step.getKey();
        targets[filled++] = step.getValue();
      }
    }
    begins[steps.size()] = filled;
    for (char c = 0; c < ASCII; c++) {
      asciiFirsts[c] = next(ROOT, c);
    }
  }

  /** The node of a word, and those on the way to it. */
  private static int grow(String word, List<Map<Character, Integer>> steps, List<Integer> ends) {
    int node = ROOT;
    for (int i = 0; i < word.length(); i++) {
      int next = steps.size();
      Integer known = steps.get(node).putIfAbsent(word.charAt(i), next);
      if (known == null) {
        steps.add(new TreeMap<>());
        ends.add(NO_WORD);
      }
      node = known == null ? next : known;
    }
    return node;
  }

  /** The node that a first character leads to; negative when there is none. */
  int first(char c) {
    return c < ASCII ? asciiFirsts[c] : next(ROOT, c);
  }

  /** The node that a character leads to; negative when there is none. */
  int next(int node, char c) {
    int at = Arrays.binarySearch(characters, begins[node], begins[node + 1], c);
    return at < 0 ? NOWHERE : targets[at];
  }

  /** The value of the word that ends in a node; negative when none does. */
  int value(int node) {
    return values[node];
  }
}
