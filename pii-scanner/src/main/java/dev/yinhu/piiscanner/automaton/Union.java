package dev.yinhu.piiscanner.automaton;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * The finished union as flat arrays. A cell is a state's number and a bit, in two bytes: the table
 * is walked from everywhere, and how much of it stays in the processor's caches decides its speed.
 */
final class Union {
  /** Nothing can match any more. */
  static final int DEAD = 0;

  /** Set in a step before which something ends. */
  static final int ENDS = 0x8000;

  /** Takes {@link #ENDS} off a step; no state has a higher number. */
  static final int STATE = 0x7FFF;

  /** Cells of a line of the processor's cache, 64 bytes: rows begin at the same place of one. */
  private static final int LINE = 32;

  /** By state times {@link #stride} and column: the next state, perhaps with {@link #ENDS}. */
  final char[] next;

  /** Cells of a row. */
  final int stride;

  /** How many classes there are: the number of the column of the end of the text. */
  final int columns;

  /** By column of the character before, and last for the start of the text: the first row. */
  private final Map<Outlook, int[]> firsts;

  /** By state: where its sets begin. */
  private final int[] bases;

  private final EndSets endSets;

  private final Map<Outlook, Beginnings> beginnings = new EnumMap<>(Outlook.class);

  Union(char[] next, int columns, Map<Outlook, int[]> firsts, int[] bases, EndSets endSets) {
    this.next = next;
    this.stride = stride(columns);
    this.columns = columns;
    this.firsts = firsts;
    this.bases = bases;
    this.endSets = endSets;
    firsts.forEach((outlook, first) -> beginnings.put(outlook, new Beginnings(this, first)));
  }

  /** Where matches may start. */
  Beginnings beginnings(Outlook outlook) {
    return of(outlook, beginnings);
  }

  /** The first rows. */
  int[] first(Outlook outlook) {
    return of(outlook, firsts);
  }

  private static <T> T of(Outlook outlook, Map<Outlook, T> byOutlook) {
    T own = byOutlook.get(outlook);
    return own == null ? Objects.requireNonNull(byOutlook.get(Outlook.OPEN)) : own;
  }

  /** Cells of a row of so many classes and the end of the text, filled up to whole lines. */
  static int stride(int columns) {
    return Math.ceilDiv(columns + 1, LINE) * LINE;
  }

  /** What ends in a state before a class of characters; not to be written to. */
  int[] ended(int state, int column) {
    return endSets.of(bases[state], column);
  }

  int states() {
    return bases.length;
  }
}
