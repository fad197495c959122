package dev.yinhu.breachresponse.drill;

import dev.yinhu.register.WireName;

/** What a drill takes the time of, since the leak began. */
public enum Goal implements WireName {
  /** A warning was made an incident. */
  DETECT("detect"),
  /** What leaks is held back. */
  CONTAIN("contain"),
  /** An estimate says how many persons it really were. */
  SCOPE("scope"),
  /** It is decided whom to tell. */
  DECIDE("decide"),
  /** Regulators and people are told. */
  NOTIFY("notify");

  private final String wire;

  Goal(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }

  static Goal parse(String text) {
    for (Goal each : values()) {
      if (each.wire.equals(text)) {
        return each;
      }
    }
    throw new IllegalArgumentException("not a goal");
  }
}
