package dev.yinhu.piiscanner.automaton;

import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.Transition;

/** One deterministic automaton as a flat table over character classes. */
final class Table {
  /** The state that nothing leads out of. */
  static final int DEAD = 0;

  /** The state before the first character. */
  static final int START = 1;

  private final char[] next;
  private final int columns;
  private final boolean[] accepting;

  private Table(char[] next, int columns, boolean[] accepting) {
    this.next = next;
    this.columns = columns;
    this.accepting = accepting;
  }

  /** The automaton's state n is the table's n + 1. */
  static Table of(Automaton automaton, CharClasses classes) {
    int columns = classes.count();
    char[] next = new char[Math.max(2, automaton.getNumStates() + 1) * columns];
    boolean[] accepting = new boolean[next.length / columns];
    Transition step = new Transition();
    for (int state = 0; state < automaton.getNumStates(); state++) {
      accepting[state + 1] = automaton.isAccept(state);
      int steps = automaton.initTransition(state, step);
      int row = (state + 1) * columns;
      for (int i = 0; i < steps; i++) {
        automaton.getNextTransition(step);
        fill(next, row, classes, step);
      }
    }
    return new Table(next, columns, accepting);
  }

  private static void fill(char[] next, int row, CharClasses classes, Transition step) {
    for (int column = 0; column < classes.count(); column++) {
      char sample = classes.sample(column);
      if (sample >= step.min && sample <= step.max) {
        next[row + column] = (char) (step.dest + 1);
      }
    }
  }

  int states() {
    return next.length / columns;
  }

  /** Whether it matches nothing. */
  boolean isEmpty() {
    return states() == 2 && !accepting[START];
  }

  int next(int state, int column) {
    return next[state * columns + column];
  }

  boolean isAccepting(int state) {
    return accepting[state];
  }
}
