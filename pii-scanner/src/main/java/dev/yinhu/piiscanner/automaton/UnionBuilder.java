package dev.yinhu.piiscanner.automaton;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Subset construction of the automaton that follows all expressions from one place at once. A state
 * is the set of their states, so what ends in it is known without marks. As all start at the same
 * place their counters run in step: the union stays near the sum of its parts, where one that looks
 * for them at every place at once has states for every way in which their starts can be apart (for
 * the shipped detectors 7,000 against more than 60,000).
 */
final class UnionBuilder {
  /** Most states of a union: their numbers must fit {@link Union#STATE}. */
  static final int MOST_STATES = 32_000;

  private static final int MOST_CELLS = 8 * 1024 * 1024;

  private final Members members;
  private final int columns;

  private final IntSets states = new IntSets();

  /** By state of an expression: the number of the set of it alone, as most sets are; 0 is none. */
  private final int[] alone;

  private final List<int[]> rows = new ArrayList<>();
  private int[] buffer = new int[0];

  private UnionBuilder(Members members, int columns) {
    this.members = members;
    this.columns = columns;
    this.alone = new int[members.states()];
  }

  /**
   * The union. Outlooks have states of their own; where these are too many all are as {@link
   * Outlook#OPEN}, which is slower and finds the same.
   *
   * @throws TooComplexException when it has too many states even then
   */
  static Union build(Members members, int columns) {
    try {
      return new UnionBuilder(members, columns).build(List.of(Outlook.values()));
    } catch (TooComplexException e) {
      return new UnionBuilder(members, columns).build(List.of(Outlook.OPEN));
    }
  }

  private Union build(List<Outlook> outlooks) {
    states.number(new int[0]);
    Map<Outlook, int[]> firsts = new EnumMap<>(Outlook.class);
    for (Outlook outlook : outlooks) {
      firsts.put(outlook, first(outlook));
    }
    grow();
    return union(firsts);
  }

  /** By column of the character before, and last for the start of the text: the first state. */
  private int[] first(Outlook outlook) {
    int[] first = new int[columns + 1];
    for (int column = 0; column < columns; column++) {
      first[column] = states.number(members.behind(column, outlook));
    }
    first[columns] = states.number(members.all(outlook));
    return first;
  }

  private void grow() {
    for (int state = 0; state < states.size(); state++) {
      if (states.size() > MOST_STATES || states.size() * columns > MOST_CELLS) {
        throw new TooComplexException(heaviest());
      }
      int[] row = new int[columns];
      for (int column = 0; column < columns; column++) {
        row[column] = next(states.row(state), column);
      }
      rows.add(row);
    }
  }

  /** At most one state of each expression, as each is deterministic and starts once: in order. */
  private int next(int[] from, int column) {
    if (buffer.length < from.length) {
      buffer = new int[from.length];
    }
    int count = 0;
    for (int part : from) {
      int next = members.next(part, column);
      if (next != Members.NOWHERE) {
        buffer[count++] = next;
      }
    }
    return switch (count) {
      case 0 -> Union.DEAD;
      case 1 -> alone(buffer[0]);
      default -> states.number(Arrays.copyOf(buffer, count));
    };
  }

  private int alone(int part) {
    if (alone[part] == 0) {
      alone[part] = states.number(new int[] {part});
    }
    return alone[part];
  }

  /** Names the expression that most states hold a part of. */
  private String heaviest() {
    Map<String, Integer> weights = new TreeMap<>();
    for (int[] parts : states.rows()) {
      for (int part : parts) {
        weights.merge(members.nameAt(part), 1, Integer::sum);
      }
    }
    String heaviest =
        weights.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    return "the patterns need more than "
        + Math.min(MOST_STATES, MOST_CELLS / columns)
        + " states together; most come from that of "
        + heaviest
        + ": bound its repetitions, or split it";
  }

  private Union union(Map<Outlook, int[]> firsts) {
    List<int[]> endings = new ArrayList<>();
    int[] rowOf = new int[states.size()];
    endings.add(new int[0]);
    for (int state = 0; state < rowOf.length; state++) {
      int[] ended = ended(states.row(state));
      if (ended.length > 0) {
        rowOf[state] = endings.size();
        endings.add(ended);
      }
    }
    EndSets endSets = endSets(endings);
    int stride = Union.stride(columns);
    char[] cells = new char[rowOf.length * stride];
    int[] bases = Arrays.stream(rowOf).map(endSets::base).toArray();
    for (int state = 0; state < rowOf.length; state++) {
      int row = state * stride;
      for (int column = 0; column <= columns; column++) {
        int next = column == columns ? Union.DEAD : rows.get(state)[column];
        boolean ends = endSets.of(bases[state], column).length > 0;
        cells[row + column] = (char) (ends ? next | Union.ENDS : next);
      }
    }
    firsts.replaceAll((outlook, states) -> Arrays.stream(states).map(s -> s * stride).toArray());
    return new Union(cells, columns, firsts, bases, endSets);
  }

  private int[] ended(int[] parts) {
    int[] ended = new int[parts.length];
    int count = 0;
    for (int part : parts) {
      int member = members.accepted(part);
      if (member != Members.NOWHERE) {
        ended[count++] = member;
      }
    }
    return Arrays.copyOf(ended, count);
  }

  /** For each ending state what ends before each kind of column, and at the end of the text. */
  private EndSets endSets(List<int[]> endings) {
    Map<BitSet, Integer> known = new LinkedHashMap<>();
    byte[] kinds = new byte[columns];
    List<Integer> samples = new ArrayList<>();
    for (int column = 0; column < columns; column++) {
      Integer next = known.size();
      Integer kind = known.putIfAbsent(members.endingBefore(column), next);
      if (kind == null) {
        samples.add(column);
      }
      kinds[column] = (byte) (kind == null ? next : kind).intValue();
    }
    EndSets sets = new EndSets(endings.size(), kinds, samples.size());
    for (int[] ended : endings) {
      for (int column : samples) {
        sets.add(members.ending(ended, column));
      }
      sets.add(ended);
    }
    return sets;
  }
}
