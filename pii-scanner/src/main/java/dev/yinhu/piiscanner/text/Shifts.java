package dev.yinhu.piiscanner.text;

import java.util.Arrays;

/**
 * Where a folded text and its original part: the stretches of the original that folded to another
 * number of characters, in their order. Between them one character is one character.
 */
final class Shifts {
  private static final int[] NONE = {};
  private static final int FIRST_ROOM = 32;
  private static final int PARTS = 4;
  private static final int FOLDED = 0;
  private static final int FOLDED_LENGTH = 1;
  private static final int ORIGINAL = 2;
  private static final int ORIGINAL_LENGTH = 3;

  private int[] parts = NONE;
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  /** Notes a stretch behind all that were noted. */
  void add(int folded, int foldedLength, int original, int originalLength) {
    if (foldedLength == 0 && joinsLast(folded, original)) {
      parts[(size - 1) * PARTS + ORIGINAL_LENGTH] += originalLength;
      return;
    }
    int at = size * PARTS;
    if (at == parts.length) {
      parts = Arrays.copyOf(parts, Math.max(FIRST_ROOM, at + (size >> 1) * PARTS));
    }
    parts[at + FOLDED] = folded;
    parts[at + FOLDED_LENGTH] = foldedLength;
    parts[at + ORIGINAL] = original;
    parts[at + ORIGINAL_LENGTH] = originalLength;
    size++;
  }

  /** Whether the last stretch was taken out and ends where this one starts. */
  private boolean joinsLast(int folded, int original) {
    int at = (size - 1) * PARTS;
    return size > 0
        && parts[at + FOLDED_LENGTH] == 0
        && parts[at + FOLDED] == folded
        && parts[at + ORIGINAL] + parts[at + ORIGINAL_LENGTH] == original;
  }

  int originalStart(int index) {
    int at = lastFrom(index);
    if (at < 0) {
      return index;
    }
    int inside = index - parts[at + FOLDED] - parts[at + FOLDED_LENGTH];
    return inside < 0
        ? parts[at + ORIGINAL]
        : parts[at + ORIGINAL] + parts[at + ORIGINAL_LENGTH] + inside;
  }

  int originalEnd(int end) {
    int last = end - 1;
    int at = lastFrom(last);
    if (at < 0) {
      return end;
    }
    int inside = last - parts[at + FOLDED] - parts[at + FOLDED_LENGTH];
    return parts[at + ORIGINAL] + parts[at + ORIGINAL_LENGTH] + (inside < 0 ? 0 : inside + 1);
  }

  /** The last stretch that starts at or before a folded character; negative when there is none. */
  private int lastFrom(int index) {
    int low = 0;
    int high = size - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (parts[middle * PARTS + FOLDED] <= index) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high * PARTS;
  }
}
