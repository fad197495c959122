package dev.yinhu.piiscanner.automaton;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * The states of a {@link CueTable} in flat arrays: edges in a hash table with open addressing, but
 * those of the root, where most characters of a text are read, in pages by upper byte.
 */
final class CueStates {
  private static final int NONE = -1;
  private static final int CHAR_BITS = 16;
  private static final int PAGE_BITS = 8;
  private static final int PAGE = 1 << PAGE_BITS;
  private static final int[] EMPTY_PAGE = {};

  /** Knuth's multiplicative hashing: 2^64 divided by the golden ratio. */
  private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

  private final int[][] root = new int[PAGE][];
  private final long[] keys;
  private final int[] targets;
  private final int shift;
  private final int[] suffixes;
  private final int[] firstWords;

  private final int[] lengths;
  private final boolean[] startsPlain;
  private final boolean[] endsPlain;
  private final int[] shorterWords;
  private final int[][] groups;

  CueStates(int states, List<String> words, List<? extends Collection<Integer>> groups) {
    int room = Math.max(PAGE, Integer.highestOneBit(states) << 2);
    keys = new long[room];
    targets = new int[room];
    Arrays.fill(targets, NONE);
    shift = Long.SIZE - Integer.numberOfTrailingZeros(room);
    Arrays.fill(root, EMPTY_PAGE);
    suffixes = new int[states];
    firstWords = new int[states];
    Arrays.fill(firstWords, NONE);
    lengths = words.stream().mapToInt(String::length).toArray();
    startsPlain = new boolean[lengths.length];
    endsPlain = new boolean[lengths.length];
    shorterWords = new int[lengths.length];
    this.groups = new int[lengths.length][];
    for (int word = 0; word < lengths.length; word++) {
      startsPlain[word] = isPlain(words.get(word).charAt(0));
      endsPlain[word] = isPlain(words.get(word).charAt(lengths[word] - 1));
      this.groups[word] = groups.get(word).stream().mapToInt(Integer::intValue).toArray();
    }
  }

  void edge(int from, char c, int to) {
    if (from == 0) {
      int page = c >>> PAGE_BITS;
      if (root[page].length == 0) {
        root[page] = new int[PAGE];
      }
      root[page][c & (PAGE - 1)] = to;
      return;
    }
    long key = key(from, c);
    int slot = slot(key);
    while (targets[slot] != NONE) {
      slot = (slot + 1) & (keys.length - 1);
    }
    keys[slot] = key;
    targets[slot] = to;
  }

  /** Gives a state its longest proper suffix and the word that ends in it, or −1. */
  void link(int state, int suffix, int word) {
    suffixes[state] = suffix;
    firstWords[state] = word == NONE ? firstWords[suffix] : word;
    if (word != NONE) {
      shorterWords[word] = firstWords[suffix];
    }
  }

  int suffix(int state) {
    return suffixes[state];
  }

  int next(int state, char c) {
    int from = state;
    while (from != 0) {
      int to = target(key(from, c));
      if (to != NONE) {
        return to;
      }
      from = suffixes[from];
    }
    int[] page = root[c >>> PAGE_BITS];
    return page.length == 0 ? 0 : page[c & (PAGE - 1)];
  }

  private int target(long key) {
    int slot = slot(key);
    while (targets[slot] != NONE && keys[slot] != key) {
      slot = (slot + 1) & (keys.length - 1);
    }
    return targets[slot];
  }

  private int slot(long key) {
    return (int) ((key * SPREAD) >>> shift);
  }

  private static long key(int state, char c) {
    return ((long) state << CHAR_BITS) | c;
  }

  /** The longest word that ends in a state; negative when none does. */
  int firstWord(int state) {
    return firstWords[state];
  }

  /** The next shorter word that ends where this one does. */
  int nextWord(int word) {
    return shorterWords[word];
  }

  int wordLength(int word) {
    return lengths[word];
  }

  boolean isWhole(int word, char[] chars, int length, int start, int end) {
    return !(startsPlain[word] && start > 0 && isJoined(chars[start - 1], chars[start]))
        && !(endsPlain[word] && end < length && isJoined(chars[end - 1], chars[end]));
  }

  void tell(int word, int start, int end, CueTable.Hits hits) {
    for (int group : groups[word]) {
      hits.found(start, end, group);
    }
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
