package dev.yinhu.piiscanner.address;

import dev.yinhu.piiscanner.han.WordTrie;
import dev.yinhu.piiscanner.han.Words;
import java.util.List;
import java.util.Map;

/** The words that parts of an address end with. Immutable. */
final class AddressWords {
  static final int ROAD = 1;
  static final int TOWN = 2;
  static final int VILLAGE = 3;
  static final int PLACE = 4;

  private final WordTrie suffixes;
  private final WordTrie units;
  private final WordTrie stops;
  private final WordTrie cues;

  /** Reads the shipped list. */
  AddressWords() {
    Map<String, List<String>> lists = Words.sections("/dev/yinhu/piiscanner/places/parts.txt");
    WordTrie.Builder suffix = new WordTrie.Builder();
    addAll(suffix, lists, "place", PLACE);
    addAll(suffix, lists, "village", VILLAGE);
    addAll(suffix, lists, "town", TOWN);
    addAll(suffix, lists, "road", ROAD);
    suffixes = suffix.build();
    WordTrie.Builder unit = new WordTrie.Builder();
    addAll(unit, lists, "unit", 1);
    addAll(unit, lists, "house", 2);
    units = unit.build();
    WordTrie.Builder stop = new WordTrie.Builder();
    addAll(stop, lists, "stop", 1);
    stops = stop.build();
    WordTrie.Builder cue = new WordTrie.Builder();
    for (String word : lists.getOrDefault("cue", List.of())) {
      cue.addReversed(word, word.length());
    }
    cues = cue.build();
  }

  private static void addAll(
      WordTrie.Builder trie, Map<String, List<String>> lists, String section, int value) {
    for (String word : lists.getOrDefault(section, List.of())) {
      trie.add(word, value);
    }
  }

  /** What names of roads, towns, villages and buildings end with: the kind of each. */
  WordTrie suffixes() {
    return suffixes;
  }

  /** What stands behind a number; 2 for the usual parts of a house. */
  WordTrie units() {
    return units;
  }

  /** What no name within an address holds. */
  WordTrie stops() {
    return stops;
  }

  /** What stands before addresses, to be walked from right to left: the length of the word. */
  WordTrie cues() {
    return cues;
  }
}
