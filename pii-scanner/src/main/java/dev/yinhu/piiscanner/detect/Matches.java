package dev.yinhu.piiscanner.detect;

import java.util.Arrays;

/**
 * What rules matched, before context is asked: places in flat arrays, by their start in the end.
 */
final class Matches {
  private static final int ROOM = 16;
  private static final int START_SHIFT = 32;

  private long[] startAndIndex = new long[ROOM];
  private int[] ends = new int[ROOM];
  private int[] rules = new int[ROOM];
  private int size;

  void add(int rule, int start, int end) {
    if (size == ends.length) {
      int room = size * 2;
      startAndIndex = Arrays.copyOf(startAndIndex, room);
      ends = Arrays.copyOf(ends, room);
      rules = Arrays.copyOf(rules, room);
    }
    startAndIndex[size] = ((long) start << START_SHIFT) | size;
    ends[size] = end;
    rules[size] = rule;
    size++;
  }

  /** Orders them by start. */
  void sort() {
    Arrays.sort(startAndIndex, 0, size);
  }

  int size() {
    return size;
  }

  int start(int index) {
    return (int) (startAndIndex[index] >>> START_SHIFT);
  }

  int end(int index) {
    return ends[(int) startAndIndex[index]];
  }

  int rule(int index) {
    return rules[(int) startAndIndex[index]];
  }
}
