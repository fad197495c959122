package dev.yinhu.piiscanner.automaton;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** The relaxed automata of all expressions of a union, their states numbered through. */
final class Members {
  static final int NOWHERE = -1;

  private final List<Compiled> members;
  private final CharClasses classes;
  private final int columns;
  private final int[] firsts;
  private final int[] steps;
  private final int[] accepted;

  Members(List<Compiled> members, CharClasses classes) {
    this.members = members;
    this.classes = classes;
    this.columns = classes.count();
    List<Table> tables = members.stream().map(m -> Table.of(m.relaxed(), classes)).toList();
    int count = tables.stream().mapToInt(t -> t.states() - 1).sum();
    firsts = new int[members.size()];
    steps = new int[count * columns];
    accepted = new int[count];
    int first = 0;
    for (int member = 0; member < firsts.length; member++) {
      firsts[member] = first;
      copy(member, tables.get(member));
      first += tables.get(member).states() - 1;
    }
  }

  private void copy(int member, Table table) {
    for (int state = Table.START; state < table.states(); state++) {
      int number = firsts[member] + state - 1;
      accepted[number] = table.isAccepting(state) ? member : NOWHERE;
      for (int column = 0; column < columns; column++) {
        int next = table.next(state, column);
        steps[number * columns + column] = next == Table.DEAD ? NOWHERE : firsts[member] + next - 1;
      }
    }
  }

  /** How many states there are. */
  int states() {
    return accepted.length;
  }

  int next(int state, int column) {
    return steps[state * columns + column];
  }

  /** The expression that ends in a state, or {@link #NOWHERE}. */
  int accepted(int state) {
    return accepted[state];
  }

  /** The first states of those that an outlook shows. */
  int[] all(Outlook outlook) {
    return IntStream.range(0, firsts.length)
        .filter(member -> outlook.shows(members.get(member).part()))
        .map(member -> firsts[member])
        .toArray();
  }

  /**
   * The first states of those that an outlook shows and that may start behind a class of
   * characters.
   */
  int[] behind(int column, Outlook outlook) {
    char sample = classes.sample(column);
    return IntStream.range(0, firsts.length)
        .filter(member -> outlook.shows(members.get(member).part()))
        .filter(member -> members.get(member).expression().before().test(sample))
        .map(member -> firsts[member])
        .toArray();
  }

  /** All expressions that may end before a class of characters. */
  BitSet endingBefore(int column) {
    char sample = classes.sample(column);
    BitSet ending = new BitSet();
    for (int member = 0; member < firsts.length; member++) {
      ending.set(member, mayEnd(members.get(member), sample));
    }
    return ending;
  }

  /** Those of these expressions that may end before a class of characters. */
  int[] ending(int[] ended, int column) {
    char sample = classes.sample(column);
    return Arrays.stream(ended).filter(m -> mayEnd(members.get(m), sample)).toArray();
  }

  private static boolean mayEnd(Compiled member, char next) {
    return member.isTriggered() || member.expression().after().test(next);
  }

  String nameAt(int state) {
    int found = Arrays.binarySearch(firsts, state);
    return members.get(found >= 0 ? found : -found - 2).expression().name();
  }
}
