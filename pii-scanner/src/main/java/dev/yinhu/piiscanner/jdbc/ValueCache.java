package dev.yinhu.piiscanner.jdbc;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of a column that were looked at last: many columns hold the same few again and again.
 * Gives itself up where values are different. For one thread.
 */
final class ValueCache {
  /** What was seen of a value. */
  record Seen(String value, ValueForm form, List<Hit> hits) {
    /** Without the value. */
    @Override
    public String toString() {
      return "Seen";
    }
  }

  private static final int SLOTS = 1 << 10;
  private static final int LONGEST = 64;
  private static final int TRIAL = 4_096;

  /** Below this share of known values, asking costs more than looking. */
  private static final int LEAST_PERCENT = 10;

  private @Nullable Seen @Nullable [] slots = new @Nullable Seen[SLOTS];
  private int asked;
  private int known;

  private static int slot(String value) {
    int hash = value.hashCode();
    return (hash ^ (hash >>> 16)) & (SLOTS - 1);
  }

  @Nullable Seen get(String value) {
    if (slots == null || value.length() > LONGEST) {
      return null;
    }
    if (++asked == TRIAL) {
      if (known * 100 < asked * LEAST_PERCENT) {
        slots = null;
        return null;
      }
      asked = 0;
      known = 0;
    }
    Seen seen = slots[slot(value)];
    if (seen != null && seen.value().equals(value)) {
      known++;
      return seen;
    }
    return null;
  }

  void put(Seen seen) {
    if (slots != null && seen.value().length() <= LONGEST) {
      slots[slot(seen.value())] = seen;
    }
  }
}
