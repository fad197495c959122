package dev.yinhu.piiscanner.detect;

import dev.yinhu.piiscanner.automaton.CueTable;
import java.util.Arrays;

/**
 * The cue words of one text, found as far as they are asked for: no character is read twice, and
 * what lies far from every match is never read. Asked from left to right.
 */
final class CueHits implements CueTable.Hits {
  private static final int ROOM = 16;
  private static final int NONE = -1;

  private final CueTable table;
  private final char[] chars;
  private final int length;
  private int[] starts = new int[ROOM];
  private int[] ends = new int[ROOM];
  private int[] groups = new int[ROOM];

  /** By hit: the one before it of the same group; by group: the last. */
  private int[] previous = new int[ROOM];

  private final int[] lasts;
  private int size;
  private int readTo;
  private int state = CueTable.FRESH;
  private long steps;

  CueHits(CueTable table, int groupCount, char[] chars, int length) {
    this.lasts = new int[groupCount];
    Arrays.fill(lasts, NONE);
    this.table = table;
    this.chars = chars;
    this.length = length;
  }

  /** Finds the words from one place up to another. */
  void read(int from, int to) {
    int end = Math.min(to, length);
    if (from > readTo) {
      readTo = from;
      state = CueTable.FRESH;
    }
    if (end > readTo) {
      state = table.resume(state, chars, length, readTo, end, this);
      steps += end - readTo;
      readTo = end;
    }
  }

  @Override
  public void found(int start, int end, int group) {
    if (size == starts.length) {
      int room = size * 2;
      starts = Arrays.copyOf(starts, room);
      ends = Arrays.copyOf(ends, room);
      groups = Arrays.copyOf(groups, room);
      previous = Arrays.copyOf(previous, room);
    }
    previous[size] = lasts[group];
    lasts[group] = size;
    starts[size] = start;
    ends[size] = end;
    groups[size] = group;
    size++;
  }

  /** Whether a word of a group stands between two places, as far as was read. */
  boolean holds(int group, int from, int to) {
    int hit = lasts[group];
    while (hit != NONE && starts[hit] >= from && ends[hit] > to) {
      hit = previous[hit];
    }
    return hit != NONE && starts[hit] >= from;
  }

  /** How many words end at or before a place: the index of the first that does not. */
  int endedBy(int place) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ends[middle] <= place) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  int size() {
    return size;
  }

  int start(int index) {
    return starts[index];
  }

  int end(int index) {
    return ends[index];
  }

  int group(int index) {
    return groups[index];
  }

  long steps() {
    return steps;
  }
}
