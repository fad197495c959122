package dev.yinhu.piiscanner.detect;

import dev.yinhu.piiscanner.automaton.CueTable;
import java.util.Arrays;

/**
 * The cue words of one text, found as far as they are asked for: no character is read twice, and
 * what lies far from every match is never read. What lies before the last place read from is
 * forgotten in time. Asked from left to right.
 */
final class CueHits implements CueTable.Hits {
  private static final int ROOM = 16;
  private static final int NONE = -1;

  /** From as many on those that cannot be asked for any more are dropped. */
  private static final int MANY = 2_048;

  private final CueTable table;
  private final char[] chars;
  private final int length;
  private final int groupCount;
  private int[] starts = {};
  private int[] ends = {};
  private int[] groups = {};

  /** By hit: the one before it of the same group; by group: the last. */
  private int[] previous = {};

  private int[] lasts = {};
  private int size;
  private int near;
  private int readTo;
  private int state = CueTable.FRESH;
  private long steps;

  CueHits(CueTable table, int groupCount, char[] chars, int length) {
    this.groupCount = groupCount;
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
      if (size >= MANY) {
        forget(from);
      }
      state = table.resume(state, chars, length, readTo, end, this);
      steps += end - readTo;
      readTo = end;
    }
  }

  /** Makes room by dropping what starts before a place. */
  private void forget(int place) {
    int gone = 0;
    while (gone < size && starts[gone] < place) {
      gone++;
    }
    if (gone < MANY / 2) {
      return;
    }
    size -= gone;
    System.arraycopy(starts, gone, starts, 0, size);
    System.arraycopy(ends, gone, ends, 0, size);
    System.arraycopy(groups, gone, groups, 0, size);
    System.arraycopy(previous, gone, previous, 0, size);
    for (int hit = 0; hit < size; hit++) {
      previous[hit] = Math.max(NONE, previous[hit] - gone);
    }
    for (int group = 0; group < lasts.length; group++) {
      lasts[group] = Math.max(NONE, lasts[group] - gone);
    }
    near = Math.max(0, near - gone);
  }

  @Override
  public void found(int start, int end, int group) {
    if (size == starts.length) {
      int room = Math.max(ROOM, size * 2);
      starts = Arrays.copyOf(starts, room);
      ends = Arrays.copyOf(ends, room);
      groups = Arrays.copyOf(groups, room);
      previous = Arrays.copyOf(previous, room);
    }
    if (lasts.length == 0) {
      lasts = new int[groupCount];
      Arrays.fill(lasts, NONE);
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
    int hit = size == 0 ? NONE : lasts[group];
    while (hit != NONE && starts[hit] >= from && ends[hit] > to) {
      hit = previous[hit];
    }
    return hit != NONE && starts[hit] >= from;
  }

  /** How many words end at or before a place: found from the last such place, most are near. */
  int endedBy(int place) {
    int at = Math.min(near, size);
    while (at < size && ends[at] <= place) {
      at++;
    }
    while (at > 0 && ends[at - 1] > place) {
      at--;
    }
    near = at;
    return at;
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
