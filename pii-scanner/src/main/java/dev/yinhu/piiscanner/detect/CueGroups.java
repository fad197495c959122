package dev.yinhu.piiscanner.detect;

import dev.yinhu.piiscanner.automaton.CueTable;
import dev.yinhu.piiscanner.rule.Cues;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Numbers the word lists of rules; equal lists are one group. */
final class CueGroups {
  /** The number of an empty list. */
  static final int NONE = -1;

  private final Map<List<String>, Integer> numbers = new LinkedHashMap<>();

  int number(Cues cues) {
    if (cues.words().isEmpty()) {
      return NONE;
    }
    return numbers.computeIfAbsent(cues.words(), words -> numbers.size());
  }

  int count() {
    return numbers.size();
  }

  CueTable table() {
    Map<Integer, List<String>> groups = new HashMap<>();
    numbers.forEach((words, number) -> groups.put(number, words));
    return CueTable.of(groups);
  }
}
