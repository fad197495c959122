package dev.yinhu.piiscanner.automaton;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Subset construction of the automaton that looks for all expressions at every place at once.
 *
 * <p>A state is what expressions are in the midst of, and which of them may start at the next
 * character: that depends on the character just read, by their boundaries. An end mark for each
 * expression, stepped from each state, would tell what ends there; as the parts of a state are
 * known here, they tell it without the mark.
 */
final class UnionBuilder {
  /** Most states of a union. */
  static final int MOST_STATES = 60_000;

  private static final int MOST_CELLS = 12 * 1024 * 1024;
  private static final int NOWHERE = -1;

  private final List<Compiled> members;
  private final CharClasses classes;
  private final int columns;

  /** All states of all members are numbered through; where each member's first is. */
  private final int[] firsts;

  /** By state and column: the next state. */
  private final int[] steps;

  /** By state: the member that it belongs to, when it accepts, else {@link #NOWHERE}. */
  private final int[] accepted;

  /** Which members may start behind a character: each set that there is, and by column. */
  private final List<BitSet> startSets = new ArrayList<>();

  private final int[] startSetOf;
  private final List<int[][]> started = new ArrayList<>();

  private final Map<Parts, Integer> numbers = new HashMap<>();
  private final List<Parts> states = new ArrayList<>();
  private final List<int[]> rows = new ArrayList<>();
  private int[] buffer = new int[64];

  private UnionBuilder(List<Compiled> members, CharClasses classes) {
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
    startSetOf = new int[columns];
    BitSet all = new BitSet();
    all.set(0, members.size());
    startSet(all);
    for (int column = 0; column < columns; column++) {
      startSetOf[column] = startSet(behind(classes.sample(column)));
    }
  }

  /**
   * The union.
   *
   * @throws TooComplexException when it has too many states
   */
  static Union build(List<Compiled> members, CharClasses classes) {
    UnionBuilder builder = new UnionBuilder(members, classes);
    builder.grow();
    return builder.union();
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

  private BitSet behind(char c) {
    BitSet set = new BitSet();
    for (int member = 0; member < members.size(); member++) {
      set.set(member, members.get(member).expression().before().test(c));
    }
    return set;
  }

  private int startSet(BitSet set) {
    int known = startSets.indexOf(set);
    if (known >= 0) {
      return known;
    }
    startSets.add(set);
    int[][] targets = new int[columns][];
    for (int column = 0; column < columns; column++) {
      int at = column;
      targets[column] =
          set.stream()
              .map(member -> steps[firsts[member] * columns + at])
              .filter(next -> next != NOWHERE)
              .toArray();
    }
    started.add(targets);
    return startSets.size() - 1;
  }

  private void grow() {
    number(new Parts(new int[0], 0));
    for (int state = 0; state < states.size(); state++) {
      if (states.size() > MOST_STATES || states.size() * columns > MOST_CELLS) {
        throw new TooComplexException(heaviest());
      }
      int[] row = new int[columns];
      for (int column = 0; column < columns; column++) {
        row[column] = number(next(states.get(state), column));
      }
      rows.add(row);
    }
  }

  private int number(Parts parts) {
    Integer known = numbers.putIfAbsent(parts, states.size());
    if (known != null) {
      return known;
    }
    states.add(parts);
    return states.size() - 1;
  }

  private Parts next(Parts from, int column) {
    int[] starting = started.get(from.starts())[column];
    int most = from.size() + starting.length;
    if (buffer.length < most) {
      buffer = new int[most * 2];
    }
    System.arraycopy(starting, 0, buffer, 0, starting.length);
    int count = starting.length;
    for (int i = 0; i < from.size(); i++) {
      int next = steps[from.part(i) * columns + column];
      if (next != NOWHERE) {
        buffer[count++] = next;
      }
    }
    Arrays.sort(buffer, 0, count);
    int distinct = 0;
    for (int i = 0; i < count; i++) {
      if (i == 0 || buffer[i] != buffer[i - 1]) {
        buffer[distinct++] = buffer[i];
      }
    }
    return new Parts(Arrays.copyOf(buffer, distinct), startSetOf[column]);
  }

  /** Names the member that most states hold a part of. */
  private String heaviest() {
    int[] weights = new int[members.size()];
    for (Parts parts : states) {
      for (int i = 0; i < parts.size(); i++) {
        weights[memberOf(parts.part(i))]++;
      }
    }
    int heaviest = 0;
    for (int member = 0; member < weights.length; member++) {
      heaviest = weights[member] > weights[heaviest] ? member : heaviest;
    }
    return "the patterns need more than "
        + Math.min(MOST_STATES, MOST_CELLS / columns)
        + " states together; most come from that of "
        + members.get(heaviest).expression().name()
        + ": bound its repetitions, or let it start behind fewer characters";
  }

  private int memberOf(int part) {
    int found = Arrays.binarySearch(firsts, part);
    return found >= 0 ? found : -found - 2;
  }

  /** Numbers the states anew, those in which something ends last. */
  private Union union() {
    int[] order = new int[states.size()];
    int quiet = 0;
    for (int state = 0; state < order.length; state++) {
      quiet += ended(states.get(state)).length == 0 ? 1 : 0;
    }
    int nextQuiet = 0;
    int nextEnding = quiet;
    int[][] endings = new int[order.length - quiet][];
    for (int state = 0; state < order.length; state++) {
      int[] ended = ended(states.get(state));
      if (ended.length > 0) {
        endings[nextEnding - quiet] = ended;
      }
      order[state] = ended.length > 0 ? nextEnding++ : nextQuiet++;
    }
    int[] cells = new int[order.length * columns];
    for (int state = 0; state < order.length; state++) {
      for (int column = 0; column < columns; column++) {
        cells[order[state] * columns + column] = order[rows.get(state)[column]] * columns;
      }
    }
    return new Union(cells, columns, order[0] * columns, endings, fires(endings));
  }

  private int[] ended(Parts parts) {
    return java.util.stream.IntStream.range(0, parts.size())
        .map(i -> accepted[parts.part(i)])
        .filter(member -> member != NOWHERE)
        .distinct()
        .toArray();
  }

  private boolean[] fires(int[][] endings) {
    boolean[] fires = new boolean[endings.length * columns];
    for (int ending = 0; ending < endings.length; ending++) {
      for (int member : endings[ending]) {
        for (int column = 0; column < columns; column++) {
          fires[ending * columns + column] |=
              members.get(member).expression().after().test(classes.sample(column));
        }
      }
    }
    return fires;
  }
}
