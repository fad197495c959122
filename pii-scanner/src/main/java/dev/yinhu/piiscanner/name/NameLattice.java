package dev.yinhu.piiscanner.name;

import dev.yinhu.piiscanner.han.WordTrie;
import java.util.Arrays;

/**
 * All readings of a run of ideographs as words, and the cheapest of them from either side: what a
 * name inside the run gains against no name is then a few additions. The work for a run is
 * proportional to its length. One thread at a time.
 *
 * <p>Source of the method: word segmentation by the shortest path in a unigram lattice, as in jieba
 * and HanLP.
 */
final class NameLattice {
  private static final int LONGEST_WORD = 4;

  private final NameCosts costs;
  private char[] chars = new char[0];
  private int start;
  private int[] fromLeft = new int[64];
  private int[] fromRight = new int[64];
  private int[] words = new int[64 * LONGEST_WORD];

  NameLattice(NameCosts costs) {
    this.costs = costs;
  }

  /** Reads the run of characters from start to end. */
  void load(char[] text, int from, int to) {
    chars = text;
    start = from;
    int length = to - from;
    if (fromLeft.length <= length) {
      fromLeft = new int[length * 2];
      fromRight = new int[length * 2];
      words = new int[length * 2 * LONGEST_WORD];
    }
    readLeftToRight(length);
    readRightToLeft(length);
  }

  private void readLeftToRight(int length) {
    Arrays.fill(fromLeft, 0, length + 1, Integer.MAX_VALUE / 2);
    fromLeft[0] = 0;
    WordTrie trie = costs.words();
    for (int at = 0; at < length; at++) {
      int so = fromLeft[at];
      int row = at * LONGEST_WORD;
      int single = costs.single(chars[start + at]);
      words[row] = single;
      fromLeft[at + 1] = Math.min(fromLeft[at + 1], so + single);
      int node = trie.step(WordTrie.ROOT, chars[start + at]);
      int longest = Math.min(LONGEST_WORD, length - at);
      for (int size = 1; size < LONGEST_WORD; size++) {
        node =
            node == WordTrie.NONE || size >= longest
                ? WordTrie.NONE
                : trie.step(node, chars[start + at + size]);
        int cost = node == WordTrie.NONE ? WordTrie.NO_WORD : trie.value(node);
        words[row + size] = cost;
        if (cost != WordTrie.NO_WORD) {
          fromLeft[at + size + 1] = Math.min(fromLeft[at + size + 1], so + cost);
        }
      }
    }
  }

  private void readRightToLeft(int length) {
    fromRight[length] = 0;
    for (int at = length - 1; at >= 0; at--) {
      int row = at * LONGEST_WORD;
      int best = words[row] + fromRight[at + 1];
      for (int size = 1; size < LONGEST_WORD; size++) {
        int cost = words[row + size];
        if (cost != WordTrie.NO_WORD) {
          best = Math.min(best, cost + fromRight[at + size + 1]);
        }
      }
      fromRight[at] = best;
    }
  }

  /** What the run gains when these characters of it are read as a name; most often negative. */
  int gain(int nameStart, int nameEnd) {
    int cost = costs.name(chars, nameStart, nameEnd);
    return fromRight[0] - fromLeft[nameStart - start] - cost - fromRight[nameEnd - start];
  }
}
