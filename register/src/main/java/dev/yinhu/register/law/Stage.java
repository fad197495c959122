package dev.yinhu.register.law;

import dev.yinhu.register.WireName;

/** What must be done in time. */
public enum Stage implements WireName {
  /** Tell that the request is taken on. */
  ACCEPT("accept"),
  /** Answer it for good. */
  FINISH("finish"),
  /** Report an incident to an authority the first time. */
  REPORT("report"),
  /** The last report of an incident. */
  FINAL_REPORT("final-report");

  private final String wire;

  Stage(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
