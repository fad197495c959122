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

  /** By number from the first ending state, and column of the next character: what ends. */
  final EndSets endSets;

  Union(int[] next, int columns, int[] first, int endings, EndSets endSets) {
    this.next = next;
    this.columns = columns;
    this.first = first;
    this.endSets = endSets;
    this.firstEnding = next.length - endings * columns;
  }

  int states() {
    return next.length / columns;
  }
}
