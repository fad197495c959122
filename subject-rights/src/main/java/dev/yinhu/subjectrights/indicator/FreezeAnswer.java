package dev.yinhu.subjectrights.indicator;

/** What came of freezing the figures of a period. */
public sealed interface FreezeAnswer {
  /**
   * They were frozen now.
   *
   * @param snapshot the figures
   */
  record Frozen(Snapshot snapshot) implements FreezeAnswer {}

  /**
   * The very same were frozen before.
   *
   * @param snapshot the figures
   */
  record SameBefore(Snapshot snapshot) implements FreezeAnswer {}

  /**
   * Others were frozen before, and stay.
   *
   * @param before what is frozen
   * @param now what the facts give now
   */
  record OthersBefore(Snapshot before, Snapshot now) implements FreezeAnswer {}

  /** The period is not over; nothing was frozen. */
  record NotOver() implements FreezeAnswer {}
}
