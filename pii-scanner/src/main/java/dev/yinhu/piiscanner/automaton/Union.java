package dev.yinhu.piiscanner.automaton;

/** The finished union as flat arrays: states are offsets of their rows. */
final class Union {
  final int[] next;
  final int columns;
  final int initial;

  /** Offset of the first state in which something ends: all behind it are such. */
  final int firstEnding;

  /** By state from the first ending one: the expressions that end there. */
  final int[][] endings;

  /** By offset from the first ending state, and column of the next character: whether to look. */
  final boolean[] fires;

  Union(int[] next, int columns, int initial, int[][] endings, boolean[] fires) {
    this.next = next;
    this.columns = columns;
    this.initial = initial;
    this.endings = endings;
    this.fires = fires;
    this.firstEnding = next.length - endings.length * columns;
  }

  int states() {
    return next.length / columns;
  }
}
