package dev.yinhu.piiscanner.detect;

import java.util.Arrays;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What names were found to mean, kept for as many as a wide database has columns; asked by
 * characters of a text, so that a name that is known is not copied. Safe for use by many threads: a
 * name may be kept twice, which costs its room alone.
 */
final class KnownNames {
  private static final int SLOTS = 1 << 14;
  private static final int MOST_PROBES = 8;
  private static final int FACTOR = 31;

  /** Knuth's multiplicative hashing: 2^32 divided by the golden ratio. */
  private static final int SPREAD = 0x9E37_79B9;

  private static final int SHIFT = Integer.SIZE - Integer.numberOfTrailingZeros(SLOTS);

  private final AtomicReferenceArray<@Nullable Known> slots = new AtomicReferenceArray<>(SLOTS);

  /** A name and the lists that it belongs to. Immutable. */
  private static final class Known {
    private final char[] name;
    private final BitSet groups;

    private Known(char[] name, BitSet groups) {
      this.name = name;
      this.groups = groups;
    }

    private boolean is(char[] chars, int from, int to) {
      return Arrays.equals(name, 0, name.length, chars, from, to);
    }
  }

  /** What is known of a name; null when nothing is. */
  @Nullable BitSet of(char[] chars, int from, int to) {
    int slot = slot(chars, from, to);
    for (int probe = 0; probe < MOST_PROBES; probe++) {
      Known known = slots.getPlain((slot + probe) & (SLOTS - 1));
      if (known == null) {
        return null;
      }
      if (known.is(chars, from, to)) {
        return known.groups;
      }
    }
    return null;
  }

  /** Keeps it when there is room near its slot. */
  void keep(char[] name, BitSet groups) {
    int slot = slot(name, 0, name.length);
    Known known = new Known(name, groups);
    for (int probe = 0; probe < MOST_PROBES; probe++) {
      if (slots.compareAndSet((slot + probe) & (SLOTS - 1), null, known)) {
        return;
      }
    }
  }

  private static int slot(char[] chars, int from, int to) {
    int hash = 0;
    for (int at = from; at < to; at++) {
      hash = hash * FACTOR + chars[at];
    }
    return (hash * SPREAD) >>> SHIFT;
  }
}
