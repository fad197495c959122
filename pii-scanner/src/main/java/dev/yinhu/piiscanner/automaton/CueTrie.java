package dev.yinhu.piiscanner.automaton;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Grows the words of a {@link CueTable} into a trie and links each state to its longest suffix. */
final class CueTrie {
  private final List<Map<Character, Integer>> edges = new ArrayList<>();
  private final Map<Integer, SortedSet<Integer>> groups = new TreeMap<>();
  private final List<String> words = new ArrayList<>();
  private final List<Integer> wordOf = new ArrayList<>();

  CueTrie() {
    state();
  }

  private int state() {
    edges.add(new LinkedHashMap<>());
    wordOf.add(-1);
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
    CueStates states = new CueStates(edges.size(), words, List.copyOf(groups.values()));
    for (int state = 0; state < edges.size(); state++) {
      int from = state;
      edges.get(state).forEach((c, to) -> states.edge(from, c, to));
    }
    Deque<Integer> waiting = new ArrayDeque<>(List.of(0));
    while (!waiting.isEmpty()) {
      int state = waiting.remove();
      for (Map.Entry<Character, Integer> edge : edges.get(state).entrySet()) {
        int suffix = state == 0 ? 0 : states.next(states.suffix(state), edge.getKey());
        states.link(edge.getValue(), suffix, wordOf.get(edge.getValue()));
        waiting.add(edge.getValue());
      }
    }
    return states;
  }
}
