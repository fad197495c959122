package dev.yinhu.piiscanner.automaton;

import java.util.Arrays;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.Transition;

/** How far {@link Part#SIGN} can be from the start of a match of a deterministic automaton. */
final class SignReach {
  private static final int UNKNOWN = -1;
  private static final int OPEN = -2;

  /** Further off it would say little. */
  private static final int FARTHEST = 300;

  private final Automaton automaton;

  /** By state: most characters up to the sign; {@link #OPEN} while it is looked into. */
  private final int[] farthest;

  private SignReach(Automaton automaton) {
    this.automaton = automaton;
    this.farthest = new int[automaton.getNumStates()];
    Arrays.fill(farthest, UNKNOWN);
  }

  /** Most characters before and with the first sign; 0 when a match may do without, or far off. */
  static int of(Automaton automaton) {
    return automaton.getNumStates() == 0 ? 0 : Math.max(0, new SignReach(automaton).from(0, 0));
  }

  /** {@link #OPEN} when a match may do without. Depth is bounded, so the stack is. */
  private int from(int state, int depth) {
    if (farthest[state] != UNKNOWN) {
      return farthest[state];
    }
    if (automaton.isAccept(state) || depth > FARTHEST) {
      return OPEN;
    }
    farthest[state] = OPEN;
    int most = 0;
    Transition step = new Transition();
    int steps = automaton.initTransition(state, step);
    for (int i = 0; i < steps; i++) {
      automaton.getNextTransition(step);
      int next = isSign(step) ? 0 : from(step.dest, depth + 1);
      if (next == OPEN) {
        return OPEN;
      }
      most = Math.max(most, next + 1);
    }
    farthest[state] = most;
    return most;
  }

  /** A step that takes other characters too is taken for one of them. */
  private static boolean isSign(Transition step) {
    return step.min == Part.SIGN && step.max == Part.SIGN;
  }
}
