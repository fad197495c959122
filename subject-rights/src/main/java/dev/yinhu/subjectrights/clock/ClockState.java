package dev.yinhu.subjectrights.clock;

import dev.yinhu.register.WireName;

/** How a deadline stands. */
public enum ClockState implements WireName {
  /** There is time left. */
  RUNNING("running"),
  /** The clock stands, because the person is waited for. */
  PAUSED("paused"),
  /** It was done in time; the due instant itself was in time. */
  MET("met"),
  /** The due time passed before it was done, whether it was done since or not. */
  LATE("late");

  private final String wire;

  ClockState(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
