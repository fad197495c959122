package dev.yinhu.piiscanner.automaton;

/** The finished union as flat arrays: states are offsets of their rows, the dead one is 0. */
final class Union {
  /** Nothing can match any more. */
  static final int DEAD = 0;

  /** By state and column: the next state. */
  final int[] next;

  final int columns;

  /** By column of the character before, and last for the start of the text: the first state. */
  final int[] first;

  /** The first state in which something ends: all behind it are such. */
  final int firstEnding;

  /** By state from the first ending one: the expressions that end there. */
  final int[][] endings;

  /** By offset from the first ending state, and column of the next character: whether to look. */
  final boolean[] fires;

  Union(int[] next, int columns, int[] first, int[][] endings, boolean[] fires) {
    this.next = next;
    this.columns = columns;
    this.first = first;
    this.endings = endings;
    this.fires = fires;
    this.firstEnding = next.length - endings.length * columns;
  }

  int states() {
    return next.length / columns;
  }
}
