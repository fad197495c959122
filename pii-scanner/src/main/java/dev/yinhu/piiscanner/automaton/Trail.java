package dev.yinhu.piiscanner.automaton;

import java.util.Arrays;

/**
 * The states that a long walk went through. A later walk that is in the same state at the same
 * place would go the same way and find what ends there already, with a later start: it can stop. So
 * walks from every label of a long dotted name take linear time together.
 */
final class Trail {
  private static final int ROOM = 64;

  private int[] states = {};
  private int[] spare = {};
  private int from;
  private int to;

  /** Whether the walk that reached furthest was in this state here. */
  boolean meets(int place, int state) {
    return place < to && place >= from && states[place - from] == state;
  }

  /** Notes the state of a walk that began to be noted at a place. */
  void note(int start, int place, int state) {
    int index = place - start;
    if (index >= spare.length) {
      spare = Arrays.copyOf(spare, Math.max(ROOM, index * 2));
    }
    spare[index] = state;
  }

  /** The walk ended behind a place it noted: it is kept when it reached further than the last. */
  void end(int start, int place) {
    if (place > to) {
      int[] swapped = states;
      states = spare;
      spare = swapped;
      from = start;
      to = place;
    }
  }
}
