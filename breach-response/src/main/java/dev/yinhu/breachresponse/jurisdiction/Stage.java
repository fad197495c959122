package dev.yinhu.breachresponse.jurisdiction;

import dev.yinhu.register.WireName;

/** What of a duty has a clock. */
public enum Stage implements WireName {
  /** Telling them, with what is known. */
  FIRST("first"),
  /** The last report, after handling ended. */
  FINAL("final");

  private final String wire;

  Stage(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }

  static Stage parse(String text) {
    return Wires.of(values(), text);
  }
}
