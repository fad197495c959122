package dev.yinhu.piiscanner.automaton;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.lucene.util.automaton.Automaton;

/**
 * Looks for many expressions in one pass over a text. From each place at which one of them may
 * start, given the character before, one table follows all that may until none can match any more;
 * most places are left at the first character. Expressions are {@linkplain Part parted} by where
 * they have to be looked for. Immutable and safe for use by many threads.
 *
 * <p>Long counted repetitions are relaxed in the table where it would grow too large, and
 * boundaries are seen by one character only: an end may be told where there is none. {@link
 * #longest} settles the first, the caller the second.
 */
public final class PatternSearch {
  /** Repetitions up to more times are relaxed; the next is tried when the states are too many. */
  private static final int[] RELAXATIONS = {40, 12, 3};

  private static final int BYTE = 0xFF;

  /** The place of {@link Union#ENDS} in a step. */
  private static final int ENDS_BIT = 15;

  private final byte[] classes;
  private final Union union;
  private final Part[] parts;
  private final int signReach;
  private final Table[] exact;
  private final boolean[] relaxed;
  private final boolean[] triggered;
  private final Table[] leads;

  private PatternSearch(CharClasses classes, List<Compiled> members) {
    this.classes = classes.table();
    this.parts = members.stream().map(Compiled::part).toArray(Part[]::new);
    this.signReach = members.stream().mapToInt(Compiled::signReach).max().orElse(0);
    this.union = UnionBuilder.build(new Members(members, classes), classes.count());
    this.exact = tables(members, Compiled::exact, classes);
    this.leads = tables(members, Compiled::lead, classes);
    this.relaxed = new boolean[exact.length];
    this.triggered = new boolean[exact.length];
    for (int i = 0; i < relaxed.length; i++) {
      triggered[i] = members.get(i).isTriggered();
      relaxed[i] = members.get(i).isRelaxed();
    }
  }

  private static Table[] tables(
      List<Compiled> members, Function<Compiled, Automaton> which, CharClasses classes) {
    return members.stream().map(m -> Table.of(which.apply(m), classes)).toArray(Table[]::new);
  }

  /** Takes what a walk finds. */
  public interface Ends {
    /**
     * A match may end here; from one start, ends come in ascending order.
     *
     * @param expression its index
     * @param start its first character
     * @param end behind its last character
     */
    void ended(int expression, int start, int end);

    /** There are no more matches from the start at which one ended. */
    void left(int start);
  }

  /** Says where a match may end, given what stands behind it. */
  @FunctionalInterface
  public interface EndBounds {
    /** Whether it may end here. */
    boolean mayEnd(char[] chars, int end, int length);
  }

  /**
   * Builds the tables.
   *
   * @throws TooComplexException naming the expression that takes too many states
   */
  public static PatternSearch of(List<Expression> expressions) {
    List<Compiled> members = new ArrayList<>();
    for (Expression expression : expressions) {
      members.add(Compiled.of(expression, RELAXATIONS[0]));
    }
    for (int next = 1; ; next++) {
      try {
        return new PatternSearch(CharClasses.of(members), members);
      } catch (TooComplexException e) {
        if (next == RELAXATIONS.length) {
          throw e;
        }
        int most = RELAXATIONS[next];
        members.replaceAll(member -> member.relaxedTo(most));
      }
    }
  }

  /** How many states the table has. */
  public int states() {
    return union.states();
  }

  /** Which part an expression is in. */
  public Part part(int expression) {
    return parts[expression];
  }

  /** Most characters that stand before {@link Part#SIGN} in a match of {@link Part#NEAR_SIGN}. */
  public int signReach() {
    return signReach;
  }

  Union union() {
    return union;
  }

  /** The class of each character. */
  byte[] classes() {
    return classes;
  }

  /**
   * Tells where matches may end, in the order of their starts, whatever part they are of.
   *
   * @return how many steps were taken; a place that is left at once counts as one
   */
  public long walk(char[] chars, int length, Ends ends) {
    return new PatternWalk(this, chars, length, ends).over(0, length, Outlook.OPEN);
  }

  /**
   * The bare walk: one step of the table for each character, starting anew where nothing can match.
   * It is the limit that everything else is measured against.
   *
   * @return how often something may have ended
   */
  public int countEnds(char[] chars, int length) {
    byte[] columns = classes;
    char[] next = union.next;
    int stride = union.stride;
    int start = union.first(Outlook.PLAIN)[union.columns];
    int state = Union.DEAD;
    int count = 0;
    for (int at = 0; at < length; at++) {
      int row = state == Union.DEAD ? start : state * stride;
      int step = next[row + (columns[chars[at]] & BYTE)];
      count += step >> ENDS_BIT;
      state = step & Union.STATE;
    }
    return count;
  }

  /** Whether ends of an expression must be settled by {@link #longest}. */
  public boolean isRelaxed(int expression) {
    return relaxed[expression];
  }

  /** Whether its ends are those of what it begins with: what stands behind them says nothing. */
  public boolean isTriggered(int expression) {
    return triggered[expression];
  }

  /**
   * Behind the longest match of an expression from a place; when there is none the complement,
   * which is negative, of the place up to which it was looked for.
   */
  public int longest(int expression, char[] chars, int start, int length, EndBounds bounds) {
    Table table = exact[expression];
    int state = Table.START;
    int longest = -1;
    int at = start;
    while (at < length && state != Table.DEAD) {
      state = table.next(state, classes[chars[at]] & BYTE);
      at++;
      if (table.isAccepting(state) && bounds.mayEnd(chars, at, length)) {
        longest = at;
      }
    }
    return longest < 0 ? ~at : longest;
  }

  /** Behind the longest lead of a match, before its last character; the start without a lead. */
  public int behindLead(int expression, char[] chars, int start, int end) {
    Table table = leads[expression];
    int state = table.isEmpty() ? Table.DEAD : Table.START;
    int longest = start;
    for (int at = start; at < end - 1 && state != Table.DEAD; at++) {
      state = table.next(state, classes[chars[at]] & BYTE);
      if (table.isAccepting(state)) {
        longest = at + 1;
      }
    }
    return longest;
  }
}
