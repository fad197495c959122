package dev.yinhu.piiscanner.automaton;

import dev.yinhu.piiscanner.text.CharSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The states of a {@link CueTable}: a step is one look into a row displacement table (Aho, Sethi,
 * Ullman, "Compilers", 1986, section 3.9), in which every state keeps the steps in which it differs
 * from the root, and where it has none, one into the root's row. States in which a word ends have
 * the highest numbers.
 */
final class CueStates {
  private static final int CHARACTERS = Character.MAX_VALUE + 1;
  private static final int OWNER_SHIFT = 32;
  private static final int NONE = -1;
  private static final int CASE = 'a' - 'A';

  /** By character: its number among those that words hold; 0 for all others. Without case. */
  private final char[] kinds = new char[CHARACTERS];

  /** Those that have a number. */
  private final CharSet known;

  /** By kind: the root's step. */
  private final int[] root;

  /** By state: where its row starts among the cells. */
  private final int[] rows;

  /** The state that owns a cell above, its step below. */
  private long[] cells;

  private final int firstEnding;

  /** By state from the first in which one ends: the longest word; by word: the next shorter. */
  private final int[] lastWords;

  private final int[] shorterWords;
  private final CueWords words;
  private final BitSet taken = new BitSet();

  CueStates(
      List<Map<Character, Integer>> steps, int[] lastWords, int[] shorterWords, CueWords words) {
    this.words = words;
    this.shorterWords = shorterWords;
    int[] order = order(lastWords);
    this.firstEnding = (int) Arrays.stream(lastWords).filter(word -> word == NONE).count();
    this.lastWords = new int[lastWords.length - firstEnding];
    for (int state = 0; state < order.length; state++) {
      if (order[state] >= firstEnding) {
        this.lastWords[order[state] - firstEnding] = lastWords[state];
      }
    }
    int kindCount = number(steps);
    this.known = new CharSet(c -> kinds[c] != 0);
    this.root = new int[kindCount];
    steps.getFirst().forEach((c, to) -> root[kinds[c]] = order[to]);
    this.rows = new int[order.length];
    this.cells = new long[kindCount];
    place(steps, order);
    this.cells = Arrays.copyOf(cells, Math.max(taken.length(), max(rows) + kindCount));
    for (int cell = taken.nextClearBit(0);
        cell < cells.length;
        cell = taken.nextClearBit(cell + 1)) {
      cells[cell] = -1L;
    }
  }

  private static int max(int[] values) {
    return Arrays.stream(values).max().orElse(0);
  }

  /** New numbers: those in which no word ends first, the root before all. */
  private static int[] order(int[] lastWords) {
    int[] order = new int[lastWords.length];
    int[] sorted =
        IntStream.range(0, order.length)
            .boxed()
            .sorted(Comparator.comparing(state -> lastWords[state] != NONE))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int number = 0; number < sorted.length; number++) {
      order[sorted[number]] = number;
    }
    return order;
  }

  private int number(List<Map<Character, Integer>> steps) {
    int count = 1;
    for (Map<Character, Integer> row : steps) {
      for (char c : row.keySet()) {
        if (kinds[c] == 0) {
          kinds[c] = (char) count++;
        }
      }
    }
    for (char c = 'A'; c <= 'Z'; c++) {
      kinds[c] = kinds[c + CASE];
    }
    return count;
  }

  /** Lays the rows over each other, the fullest first, each where its cells are free. */
  private void place(List<Map<Character, Integer>> steps, int[] order) {
    List<Integer> states = new ArrayList<>();
    for (int state = 1; state < order.length; state++) {
      if (!steps.get(state).isEmpty()) {
        states.add(state);
      }
    }
    states.sort(Comparator.comparingInt((Integer state) -> -steps.get(state).size()));
    Map<Integer, Integer> from = new HashMap<>();
    for (int state : states) {
      Map<Character, Integer> row = steps.get(state);
      int[] columns = row.keySet().stream().mapToInt(c -> kinds[c]).sorted().toArray();
      int start = free(columns, from.getOrDefault(columns.length, 0));
      from.put(columns.length, start);
      rows[order[state]] = start;
      row.forEach((c, to) -> take(start + kinds[c], order[state], order[to]));
    }
  }

  private int free(int[] columns, int from) {
    int first = columns.length == 0 ? 0 : columns[0];
    int cell = taken.nextClearBit(from + first);
    while (!isFree(columns, cell - first)) {
      cell = taken.nextClearBit(cell + 1);
    }
    return cell - first;
  }

  private boolean isFree(int[] columns, int start) {
    for (int column : columns) {
      if (taken.get(start + column)) {
        return false;
      }
    }
    return true;
  }

  private void take(int cell, int owner, int to) {
    if (cell >= cells.length) {
      cells = Arrays.copyOf(cells, Math.max(cell + 1, cells.length * 2));
    }
    cells[cell] = ((long) owner << OWNER_SHIFT) | to;
    taken.set(cell);
  }

  /** Reads on from a state and tells the words that end on the way. */
  int read(int state, char[] chars, int length, int from, int to, CueTable.Hits hits) {
    int now = state;
    for (int at = from; at < to; at++) {
      char c = chars[at];
      if (!known.has(c)) {
        now = 0;
        continue;
      }
      int kind = kinds[c];
      long cell = cells[rows[now] + kind];
      now = cell >>> OWNER_SHIFT == now ? (int) cell : root[kind];
      if (now >= firstEnding) {
        for (int word = lastWords[now - firstEnding]; word >= 0; word = shorterWords[word]) {
          words.tell(word, chars, length, at + 1, hits);
        }
      }
    }
    return now;
  }
}
