package dev.yinhu.piiscanner.automaton;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.util.automaton.Automata;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.Operations;
import org.apache.lucene.util.automaton.RegExp;
import org.apache.lucene.util.automaton.TooComplexToDeterminizeException;

/**
 * An expression as deterministic automata: what it matches; what the walk looks for instead, a
 * relaxed form that matches more with fewer states, or what every match begins with; and what it
 * begins with that is no part of the value.
 */
record Compiled(
    Expression expression,
    Automaton exact,
    Automaton relaxed,
    Automaton lead,
    boolean isRelaxed,
    Part part,
    int signReach) {
  /** Most states that one expression may have. */
  static final int MOST_STATES = 4_000;

  /** An expression of fewer states is looked for whole even when it has a trigger. */
  private static final int SMALL = 150;

  /**
   * Lucene gives up after ten times this many states of subsets: room for 4,000 states of 250 each,
   * some 50 MB. What takes more, such as [ab]*a[ab]{30}, would fill the memory before it is
   * refused.
   */
  private static final int WORK = 100_000;

  /** What logs are full of: where no cue is near, what looks like these is not looked for. */
  private static final List<String> COMMON = List.of("worker-1", "2026-03-01", "20260301", "INFO");

  /** A counted repetition in Lucene's syntax; a plain brace has a backslash before it. */
  private static final Pattern COUNTED = Pattern.compile("(?<!\\\\)\\{(\\d+),(\\d+)}");

  /**
   * Builds the automata.
   *
   * @param most repetitions up to more than this many times are relaxed to any number of times
   */
  static Compiled of(Expression expression, int most) {
    Automaton exact = deterministic(expression, expression.lucene());
    Automaton lead =
        expression.lead().isEmpty()
            ? Automata.makeEmpty()
            : deterministic(expression, expression.lead());
    int reach = SignReach.of(exact);
    return new Compiled(
            expression, exact, exact, lead, false, part(expression, exact, reach), reach)
        .relaxedTo(most);
  }

  private static Part part(Expression expression, Automaton exact, int signReach) {
    if (signReach > 0) {
      return Part.NEAR_SIGN;
    }
    boolean isCommon = COMMON.stream().anyMatch(word -> Operations.run(exact, word));
    return expression.isCued() && isCommon ? Part.NEAR_CUE : Part.EVERYWHERE;
  }

  /** The same with another relaxation. */
  Compiled relaxedTo(int most) {
    String sought = isTriggered() ? expression.trigger() : expression.lucene();
    String loose = relaxed(sought, most);
    if (loose.equals(expression.lucene())) {
      return this;
    }
    Automaton sooner = deterministic(expression, loose);
    if (isTriggered() && !expression.lead().isEmpty()) {
      sooner = withNext(sooner);
    }
    return new Compiled(expression, exact, sooner, lead, true, part, signReach);
  }

  /** What a lead matches and one character more that a match can go on with. */
  private Automaton withNext(Automaton leads) {
    Automaton longer = Operations.concatenate(List.of(leads, Automata.makeAnyChar()));
    Automaton begun = new Automaton();
    begun.copy(exact);
    for (int state = 0; state < begun.getNumStates(); state++) {
      begun.setAccept(state, true);
    }
    begun.finishState();
    Automaton both = Operations.intersection(longer, begun);
    return Operations.determinize(Operations.removeDeadStates(both), WORK);
  }

  /** Whether the walk looks for what matches begin with, since they are long. */
  boolean isTriggered() {
    return !expression.trigger().isEmpty()
        && (exact.getNumStates() >= SMALL || !expression.lead().isEmpty());
  }

  static String relaxed(String lucene, int most) {
    Matcher counted = COUNTED.matcher(lucene);
    return counted.replaceAll(times -> {
      int least = Integer.parseInt(times.group(1));
      return Integer.parseInt(times.group(2)) <= most
          ? times.group()
          : "{" + Math.min(least, most) + ",}";
    });
  }

  private static Automaton deterministic(Expression expression, String lucene) {
    Automaton parsed = new RegExp(lucene, RegExp.NONE).toAutomaton();
    try {
      Automaton made = Operations.determinize(Operations.removeDeadStates(parsed), WORK);
      if (made.getNumStates() <= MOST_STATES) {
        return made;
      }
    } catch (TooComplexToDeterminizeException e) {
      throw new TooComplexException(tooComplex(expression), e);
    }
    throw new TooComplexException(tooComplex(expression));
  }

  private static String tooComplex(Expression expression) {
    return "the pattern of "
        + expression.name()
        + " needs more than "
        + MOST_STATES
        + " states: bound its repetitions, or split it";
  }
}
