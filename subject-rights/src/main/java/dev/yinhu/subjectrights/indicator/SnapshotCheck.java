package dev.yinhu.subjectrights.indicator;

/** Whether frozen figures are what the facts give. */
public sealed interface SnapshotCheck {
  /** Byte for byte. */
  record Same() implements SnapshotCheck {}

  /**
   * They differ.
   *
   * @param frozen what is frozen
   * @param computed what the facts give
   */
  record Different(Snapshot frozen, Snapshot computed) implements SnapshotCheck {}

  /** Nothing is frozen for the period. */
  record Missing() implements SnapshotCheck {}
}
