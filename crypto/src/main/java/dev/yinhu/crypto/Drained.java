package dev.yinhu.crypto;

import java.util.List;

/**
 * What came of wrapping subject keys anew.
 *
 * @param rewrapped how many keys were wrapped anew
 * @param left how many still wait: another node works on them, or they do not open
 * @param destroyed the epochs that were left empty and are destroyed now
 */
public record Drained(long rewrapped, long left, List<Integer> destroyed) {
  /** Copies the list. */
  public Drained {
    destroyed = List.copyOf(destroyed);
  }
}
