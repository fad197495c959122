package dev.yinhu.piiscanner.automaton;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.util.automaton.Automata;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.Operations;
import org.apache.lucene.util.automaton.RegExp;
import org.apache.lucene.util.automaton.TooComplexToDeterminizeException;

/**
 * An expression as minimal automata: what it matches, the same read backwards, and a relaxed form
 * that matches more with fewer states; and what it begins with that is no part of the value.
 *
 * <p>Minimal by Brzozowski's way: determinising the reverse of a deterministic automaton without
 * dead states gives the minimal one of the reverse.
 */
record Compiled(
    Expression expression, Automaton exact, Automaton reverse, Automaton relaxed, Automaton lead) {
  /** Most states that one expression may have. */
  static final int MOST_STATES = 4_000;

  private static final int WORK = 200_000;

  /** A counted repetition in Lucene's syntax; a plain brace has a backslash before it. */
  private static final Pattern COUNTED = Pattern.compile("(?<!\\\\)\\{(\\d+),(\\d+)}");

  /**
   * Builds the automata.
   *
   * @param most repetitions up to more than this many times are relaxed to any number of times
   */
  static Compiled of(Expression expression, int most) {
    Automaton exact = minimal(expression, expression.lucene());
    String relaxed = relaxed(expression.lucene(), most);
    return new Compiled(
        expression,
        exact,
        determinized(expression, Operations.reverse(exact)),
        relaxed.equals(expression.lucene()) ? exact : minimal(expression, relaxed),
        expression.lead().isEmpty()
            ? Automata.makeEmpty()
            : minimal(expression, expression.lead()));
  }

  /** The same with another relaxation. */
  Compiled relaxedTo(int most) {
    return new Compiled(
        expression, exact, reverse, minimal(expression, relaxed(expression.lucene(), most)), lead);
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

  private static Automaton minimal(Expression expression, String lucene) {
    Automaton parsed = new RegExp(lucene, RegExp.NONE).toAutomaton();
    return determinized(
        expression, Operations.reverse(determinized(expression, Operations.reverse(parsed))));
  }

  private static Automaton determinized(Expression expression, Automaton automaton) {
    try {
      Automaton made = Operations.determinize(Operations.removeDeadStates(automaton), WORK);
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
