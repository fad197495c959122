package dev.yinhu.breachresponse.scope;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Different persons, exactly, with marks: which fields, callers and so on they were seen with. In
 * memory as long as they fit; then they go to a file in order, and all files are merged when they
 * are read. For one thread.
 */
final class PersonSet implements AutoCloseable {
  /** Takes each person once, in ascending order of the reference as unsigned bytes. */
  interface Taker {
    /**
     * Takes one.
     *
     * @param marks belongs to the set; bit n of word n / 64 is mark n
     */
    void take(long high, long low, long[] marks) throws IOException;
  }

  /** Mark 0 says that the slot is taken. */
  static final int PRESENT = 0;

  private static final int FIRST_SLOTS = 1 << 12;

  private final Path folder;
  private final long mostBytes;
  private final List<PersonRun> runs = new ArrayList<>();
  private long[] highs = new long[FIRST_SLOTS];
  private long[] lows = new long[FIRST_SLOTS];
  private int words = 1;
  private long[] marks = new long[FIRST_SLOTS];
  private int size;

  /**
   * @param folder where files lie for a while
   * @param mostBytes how much memory the persons may take, from a million
   */
  PersonSet(Path folder, long mostBytes) {
    this.folder = folder;
    this.mostBytes = mostBytes;
  }

  /** Adds the marks to the person. */
  void mark(long high, long low, int[] bits, int count) throws IOException {
    int slot = slot(high, low);
    int at = slot * words;
    if ((marks[at] & 1) == 0) {
      highs[slot] = high;
      lows[slot] = low;
      marks[at] = 1;
      size++;
    }
    for (int i = 0; i < count; i++) {
      marks[at + (bits[i] >>> 6)] |= 1L << bits[i];
    }
    if (size > highs.length / 3 * 2) {
      grow();
    }
  }

  /** Makes room for marks below this one. */
  void widen(int bits) {
    int wanted = (bits + 63) >>> 6;
    if (wanted > words) {
      long[] wider = new long[highs.length * wanted];
      for (int slot = 0; slot < highs.length; slot++) {
        System.arraycopy(marks, slot * words, wider, slot * wanted, words);
      }
      marks = wider;
      words = wanted;
    }
  }

  private int slot(long high, long low) {
    int mask = highs.length - 1;
    long mixed = (high ^ low * 0x9E3779B97F4A7C15L) * 0xD6E8FEB86659FD93L;
    int slot = (int) (mixed >>> 32) & mask;
    while ((marks[slot * words] & 1) != 0 && (highs[slot] != high || lows[slot] != low)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() throws IOException {
    long bytes = highs.length * (16L + 8L * words);
    if (2 * bytes > mostBytes) {
      runs.add(PersonRun.write(folder, words, this::inMemory));
      Arrays.fill(marks, 0);
      size = 0;
      return;
    }
    long[] oldHighs = highs;
    long[] oldLows = lows;
    long[] oldMarks = marks;
    highs = new long[oldHighs.length * 2];
    lows = new long[highs.length];
    marks = new long[highs.length * words];
    for (int old = 0; old < oldHighs.length; old++) {
      if ((oldMarks[old * words] & 1) != 0) {
        int slot = slot(oldHighs[old], oldLows[old]);
        highs[slot] = oldHighs[old];
        lows[slot] = oldLows[old];
        System.arraycopy(oldMarks, old * words, marks, slot * words, words);
      }
    }
  }

  /** Gives every person once. */
  void forEach(Taker taker) throws IOException {
    if (runs.isEmpty()) {
      inMemory(taker);
      return;
    }
    runs.add(PersonRun.write(folder, words, this::inMemory));
    Arrays.fill(marks, 0);
    size = 0;
    PersonRun.merge(runs, taker);
  }

  private void inMemory(Taker taker) throws IOException {
    long[] own = new long[words];
    for (int slot : inOrder()) {
      System.arraycopy(marks, slot * words, own, 0, words);
      taker.take(highs[slot], lows[slot], own);
    }
  }

  /** The slots by their references: sorted by the first half of these, the few equal ones after. */
  private int[] inOrder() {
    long[] order = new long[size];
    int next = 0;
    for (int slot = 0; slot < highs.length; slot++) {
      if ((marks[slot * words] & 1) != 0) {
        order[next++] = ((highs[slot] ^ Long.MIN_VALUE) & 0xFFFFFFFF00000000L) | slot;
      }
    }
    Arrays.sort(order);
    int[] slots = new int[size];
    for (int i = 0; i < size; i++) {
      int slot = (int) order[i];
      int at = i;
      while (at > 0 && compare(slots[at - 1], slot) > 0) {
        slots[at] = slots[at - 1];
        at--;
      }
      slots[at] = slot;
    }
    return slots;
  }

  private int compare(int one, int other) {
    int byHigh = Long.compareUnsigned(highs[one], highs[other]);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(lows[one], lows[other]);
  }

  /** Removes the files. */
  @Override
  public void close() throws IOException {
    for (PersonRun run : runs) {
      run.remove();
    }
  }
}
