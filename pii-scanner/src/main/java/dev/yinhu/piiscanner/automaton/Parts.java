package dev.yinhu.piiscanner.automaton;

import java.util.Arrays;

/** A state of the union: states of expressions in ascending order, and which may start next. */
final class Parts {
  private final int[] parts;
  private final int starts;
  private final int hash;

  /** Keeps the array. */
  Parts(int[] parts, int starts) {
    this.parts = parts;
    this.starts = starts;
    this.hash = 31 * Arrays.hashCode(parts) + starts;
  }

  int size() {
    return parts.length;
  }

  int part(int index) {
    return parts[index];
  }

  int starts() {
    return starts;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Parts that && starts == that.starts && Arrays.equals(parts, that.parts);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
