package dev.yinhu.piiscanner.automaton;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Grows the words of a {@link CueTable} into a trie, links each state to its longest suffix and
 * tells its steps: those that differ from the steps of the root.
 */
final class CueTrie {
  private static final int NONE = -1;

  private final List<Map<Character, Integer>> edges = new ArrayList<>();
  private final Map<Integer, SortedSet<Integer>> groups = new TreeMap<>();
  private final List<String> words = new ArrayList<>();
  private final List<Integer> wordOf = new ArrayList<>();

  CueTrie() {
    state();
  }

  private int state() {
    edges.add(new LinkedHashMap<>());
    wordOf.add(NONE);
    return edges.size() - 1;
  }

  void add(String word, int group) {
    if (word.isEmpty()) {
      throw new IllegalArgumentException("a cue word of group " + group + " is empty: remove it");
    }
    int state = 0;
    for (int i = 0; i < word.length(); i++) {
      Integer next = edges.get(state).get(word.charAt(i));
      if (next == null) {
        next = state();
        edges.get(state).put(word.charAt(i), next);
      }
      state = next;
    }
    if (wordOf.get(state) < 0) {
      wordOf.set(state, words.size());
      words.add(word);
    }
    groups.computeIfAbsent(wordOf.get(state), w -> new TreeSet<>()).add(group);
  }

  /** The finished table; breadth first, so that a state's suffixes are linked before it. */
  CueStates linked() {
    int[] lastWords = new int[edges.size()];
    int[] shorterWords = new int[words.size()];
    List<Map<Character, Integer>> steps = new ArrayList<>(edges);
    lastWords[0] = NONE;
    int[] suffixes = new int[edges.size()];
    Deque<Integer> waiting = new ArrayDeque<>(List.of(0));
    while (!waiting.isEmpty()) {
      int state = waiting.remove();
      int suffix = suffixes[state];
      if (state != 0) {
        int word = wordOf.get(state);
        lastWords[state] = word == NONE ? lastWords[suffix] : word;
        if (word != NONE) {
          shorterWords[word] = lastWords[suffix];
        }
        steps.set(state, steps(state, steps.get(suffix), suffix));
      }
      edges
          .get(state)
          .forEach((c, to) -> {
            suffixes[to] = state == 0 ? 0 : step(steps, suffix, c);
            waiting.add(to);
          });
    }
    return new CueStates(steps, lastWords, shorterWords, new CueWords(words, groups.values()));
  }

  /** Its own steps and those of its suffix, as far as they differ from the root's. */
  private Map<Character, Integer> steps(int state, Map<Character, Integer> ofSuffix, int suffix) {
    if (suffix == 0) {
      return edges.get(state);
    }
    Map<Character, Integer> all = new HashMap<>(ofSuffix);
    all.putAll(edges.get(state));
    return all;
  }

  private static int step(List<Map<Character, Integer>> steps, int state, char c) {
    Integer own = steps.get(state).get(c);
    return own == null ? steps.getFirst().getOrDefault(c, 0) : own;
  }
}
