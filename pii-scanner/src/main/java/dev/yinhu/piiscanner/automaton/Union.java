package dev.yinhu.piiscanner.automaton;

/** The finished union as flat arrays: states are offsets of their rows, the dead one is 0. */
final class Union {
  /** Nothing can match any more. */
  static final int DEAD = 0;

  /** Set in a step before which something ends. */
  static final int ENDS = Integer.MIN_VALUE;

  /** Takes {@link #ENDS} off a step. */
  static final int STATE = Integer.MAX_VALUE;

  /** Columns of a row beside those of classes: the end of the text, and where its sets begin. */
  static final int MORE_COLUMNS = 2;

  /** By state and column: the next state, with {@link #ENDS} when something ends before that. */
  final int[] next;

  /** How many classes there are: the number of the column of the end of the text. */
  final int columns;

  /** By column of the character before, and last for the start of the text: the first state. */
  final int[] first;

  private final EndSets endSets;

  Union(int[] next, int columns, int[] first, EndSets endSets) {
    this.next = next;
    this.columns = columns;
    this.first = first;
    this.endSets = endSets;
  }

  /** What ends in a state before a class of characters; not to be written to. */
  int[] ended(int state, int column) {
    return endSets.of(next[state + columns + 1], column);
  }

  int states() {
    return next.length / (columns + MORE_COLUMNS);
  }
}
