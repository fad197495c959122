package dev.yinhu.piiscanner.han;

import java.util.Arrays;

/**
 * Words with a number each, walked a character at a time without allocation. Traditional characters
 * are read as simplified ones and Latin letters without case. Immutable once built; safe for use by
 * many threads.
 *
 * <p>Edges lie in one open-addressed table, so a step is one or two probes.
 */
public final class WordTrie {
  /** Where every walk begins. */
  public static final int ROOT = 0;

  /** What a step yields when no word goes on that way. */
  public static final int NONE = -1;

  /** The value of a node at which no word ends. */
  public static final int NO_WORD = Integer.MIN_VALUE;

  private static final char[] READ = read();

  private final int[] first;
  private final long[] edges;
  private final int[] children;
  private final int[] values;

  private WordTrie(Builder built) {
    first = built.first;
    edges = built.edges;
    children = built.children;
    values = Arrays.copyOf(built.values, built.nodes);
  }

  /** The node behind a character, or {@link #NONE}. */
  public int step(int node, char c) {
    if (node == ROOT) {
      return first[READ[c]];
    }
    return find(edges, children, key(node, READ[c]));
  }

  /** The number of the word that ends at a node, or {@link #NO_WORD}. */
  public int value(int node) {
    return values[node];
  }

  /** The number of a whole word, or {@link #NO_WORD}. */
  public int valueOf(char[] chars, int start, int end) {
    int node = ROOT;
    for (int i = start; i < end; i++) {
      node = step(node, chars[i]);
      if (node == NONE) {
        return NO_WORD;
      }
    }
    return values[node];
  }

  /** How every character is read, by its number. */
  private static char[] read() {
    char[] read = new char[0x10000];
    for (int c = 0; c < read.length; c++) {
      read[c] = Character.toLowerCase(Han.simple((char) c));
    }
    return read;
  }

  private static long key(int node, char c) {
    return ((long) node << 16 | c) + 1;
  }

  private static int slot(long key, int mask) {
    long mixed = key * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 40) & mask;
  }

  private static int find(long[] edges, int[] children, long key) {
    int mask = edges.length - 1;
    int slot = slot(key, mask);
    while (edges[slot] != 0) {
      if (edges[slot] == key) {
        return children[slot];
      }
      slot = slot + 1 & mask;
    }
    return NONE;
  }

  /** Collects words. Not safe for use by more than one thread. */
  public static final class Builder {
    private final int[] first = new int[0x10000];
    private long[] edges = new long[1 << 12];
    private int[] children = new int[1 << 12];
    private int[] values = new int[1 << 10];
    private int nodes = 1;

    /** With no words. */
    public Builder() {
      Arrays.fill(values, NO_WORD);
      Arrays.fill(first, NONE);
    }

    /** Adds a word; of two numbers for a word the later holds. */
    public Builder add(CharSequence word, int value) {
      int node = ROOT;
      for (int i = 0; i < word.length(); i++) {
        node = grow(node, READ[word.charAt(i)]);
      }
      values[node] = value;
      return this;
    }

    /** Adds a word from its last character to its first, for walks to the left. */
    public Builder addReversed(String word, int value) {
      return add(new StringBuilder(word).reverse(), value);
    }

    /** The trie; the builder is not used afterwards. */
    public WordTrie build() {
      return new WordTrie(this);
    }

    private int grow(int node, char c) {
      int child = node == ROOT ? first[c] : find(edges, children, key(node, c));
      if (child != NONE) {
        return child;
      }
      if (nodes * 2 >= edges.length) {
        widen();
      }
      if (node == ROOT) {
        first[c] = nodes;
      } else {
        put(edges, children, key(node, c), nodes);
      }
      if (nodes == values.length) {
        values = Arrays.copyOf(values, nodes * 2);
        Arrays.fill(values, nodes, nodes * 2, NO_WORD);
      }
      return nodes++;
    }

    private void widen() {
      long[] wider = new long[edges.length * 2];
      int[] widerChildren = new int[edges.length * 2];
      for (int i = 0; i < edges.length; i++) {
        if (edges[i] != 0) {
          put(wider, widerChildren, edges[i], children[i]);
        }
      }
      edges = wider;
      children = widerChildren;
    }

    private static void put(long[] edges, int[] children, long key, int child) {
      int mask = edges.length - 1;
      int slot = slot(key, mask);
      while (edges[slot] != 0) {
        slot = slot + 1 & mask;
      }
      edges[slot] = key;
      children[slot] = child;
    }
  }
}
