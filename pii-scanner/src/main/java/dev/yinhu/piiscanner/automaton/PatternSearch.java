package dev.yinhu.piiscanner.automaton;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.lucene.util.automaton.Automaton;

/**
 * Looks for many expressions in one pass over a text. One table tells where matches may end; for
 * each such end the automaton of the expression read backwards tells where they may start, and the
 * automaton itself how far the longest reaches. Immutable and safe for use by many threads.
 *
 * <p>The walk costs one step a character, whatever stands there. An end may be told where there is
 * none: long counted repetitions are relaxed in the table, and boundaries are seen by one character
 * only. {@link #starts} settles both.
 */
public final class PatternSearch {
  /** Repetitions up to more times are relaxed; the next is tried when the states are too many. */
  private static final int[] RELAXATIONS = {20, 6, 1};

  private final byte[] classes;
  private final Union union;
  private final Table[] forward;
  private final Table[] backward;
  private final Table[] leads;

  private PatternSearch(CharClasses classes, Union union, List<Compiled> members) {
    this.classes = classes.table();
    this.union = union;
    this.forward = tables(members, Compiled::exact, classes);
    this.backward = tables(members, Compiled::reverse, classes);
    this.leads = tables(members, Compiled::lead, classes);
  }

  private static Table[] tables(
      List<Compiled> members, Function<Compiled, Automaton> which, CharClasses classes) {
    return members.stream().map(m -> Table.of(which.apply(m), classes)).toArray(Table[]::new);
  }

  /** Takes the ends that a walk tells. */
  @FunctionalInterface
  public interface Ends {
    /**
     * A match may end here.
     *
     * @param expression its index
     * @param end behind its last character
     */
    void ended(int expression, int end);
  }

  /** Says where a match may start and end, given what stands around it. */
  public interface Bounds {
    /** Whether it may start here. */
    boolean mayStart(char[] chars, int start);

    /** Whether it may end here. */
    boolean mayEnd(char[] chars, int end, int length);
  }

  /**
   * Builds the tables.
   *
   * @throws TooComplexException naming the expression that takes too many states
   */
  public static PatternSearch of(List<Expression> expressions) {
    List<Compiled> members = compiled(expressions, RELAXATIONS[0]);
    for (int next = 1; ; next++) {
      try {
        CharClasses classes = CharClasses.of(members);
        return new PatternSearch(classes, UnionBuilder.build(members, classes), members);
      } catch (TooComplexException e) {
        if (next == RELAXATIONS.length) {
          throw e;
        }
        int most = RELAXATIONS[next];
        members = members.stream().map(m -> m.relaxedTo(most)).toList();
      }
    }
  }

  private static List<Compiled> compiled(List<Expression> expressions, int most) {
    List<Compiled> members = new ArrayList<>();
    for (Expression expression : expressions) {
      members.add(Compiled.of(expression, most));
    }
    return members;
  }

  /** How many states the table has. */
  public int states() {
    return union.states();
  }

  /** Tells where matches may end, in the order of the text. */
  public void walk(char[] chars, int length, Ends ends) {
    byte[] columns = classes;
    int[] next = union.next;
    boolean[] fires = union.fires;
    int firstEnding = union.firstEnding;
    int state = union.initial;
    for (int at = 0; at < length; at++) {
      state = next[state + (columns[chars[at]] & 0xFF)];
      if (state >= firstEnding) {
        int end = at + 1;
        if (end == length || fires[state - firstEnding + (columns[chars[end]] & 0xFF)]) {
          tell(state, end, ends);
        }
      }
    }
  }

  private void tell(int state, int end, Ends ends) {
    for (int expression : union.endings[(state - union.firstEnding) / union.columns]) {
      ends.ended(expression, end);
    }
  }

  /**
   * The bare walk: how many places of the text are such that something may end there. It is the
   * limit that everything else is measured against.
   */
  public int countEnds(char[] chars, int length) {
    byte[] columns = classes;
    int[] next = union.next;
    int firstEnding = union.firstEnding;
    int state = union.initial;
    int count = 0;
    for (int at = 0; at < length; at++) {
      state = next[state + (columns[chars[at]] & 0xFF)];
      if (state >= firstEnding) {
        count++;
      }
    }
    return count;
  }

  /**
   * Where matches of an expression start that end here, from right to left. When there are more
   * than there is room for, those furthest to the left are kept.
   *
   * @param floor no match starts before it
   * @param starts takes them
   */
  public void starts(
      int expression, char[] chars, int end, int floor, Bounds bounds, Starts starts) {
    Table table = backward[expression];
    starts.clear();
    int state = Table.START;
    int at = end;
    while (at > floor && state != Table.DEAD) {
      at--;
      state = table.next(state, classes[chars[at]] & 0xFF);
      if (table.isAccepting(state) && bounds.mayStart(chars, at)) {
        starts.add(at);
      }
    }
    starts.walked(end - at);
  }

  /**
   * Behind the longest match of an expression from a place; −1 when there is none.
   *
   * @param read takes how far was read
   */
  public int longest(
      int expression, char[] chars, int start, int length, Bounds bounds, Starts read) {
    Table table = forward[expression];
    int state = Table.START;
    int longest = -1;
    int at = start;
    while (at < length && state != Table.DEAD) {
      state = table.next(state, classes[chars[at]] & 0xFF);
      at++;
      if (table.isAccepting(state) && bounds.mayEnd(chars, at, length)) {
        longest = at;
      }
    }
    read.walked(at - start);
    return longest;
  }

  /** Behind the longest lead of a match, before its last character; the start without a lead. */
  public int behindLead(int expression, char[] chars, int start, int end) {
    Table table = leads[expression];
    int state = Table.START;
    int longest = start;
    for (int at = start; at < end - 1 && state != Table.DEAD; at++) {
      state = table.next(state, classes[chars[at]] & 0xFF);
      if (table.isAccepting(state)) {
        longest = at + 1;
      }
    }
    return longest;
  }
}
