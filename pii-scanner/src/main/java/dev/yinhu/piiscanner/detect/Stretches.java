package dev.yinhu.piiscanner.detect;

import java.util.Arrays;

/**
 * Stretches of one text, put together where they overlap or touch. Added roughly from left to
 * right, then asked from left to right. Not for use by several threads.
 */
final class Stretches {
  private static final int ROOM = 8;

  private int[] froms = {};
  private int[] tos = {};
  private int size;
  private int at;

  /**
   * Adds the places from one to before another.
   *
   * @param from not before the start of the text
   */
  void add(int from, int to) {
    if (from >= to) {
      return;
    }
    int first = from;
    int last = to;
    while (size > 0 && first <= tos[size - 1] && froms[size - 1] <= last) {
      size--;
      first = Math.min(first, froms[size]);
      last = Math.max(last, tos[size]);
    }
    if (size == froms.length) {
      froms = Arrays.copyOf(froms, Math.max(ROOM, size * 2));
      tos = Arrays.copyOf(tos, froms.length);
    }
    froms[size] = first;
    tos[size] = last;
    size++;
  }

  /** Whether a place is in one; places ascend. */
  boolean hold(int place) {
    while (at < size && tos[at] <= place) {
      at++;
    }
    return at < size && froms[at] <= place;
  }

  /** The first place behind the one just asked for at which the answer changes. */
  int change(int place, int length) {
    if (at == size) {
      return length;
    }
    return Math.min(length, froms[at] > place ? froms[at] : tos[at]);
  }
}
