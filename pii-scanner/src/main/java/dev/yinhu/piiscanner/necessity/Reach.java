package dev.yinhu.piiscanner.necessity;

import dev.yinhu.register.WireName;

/** How much of a place a scan read. */
public enum Reach implements WireName {
  /** Every value. */
  FULL("full"),
  /** A random sample. */
  SAMPLED("sampled"),
  /** Only what is new since the scan before: says nothing of what was there. */
  CHANGED("changed");

  private final String wire;

  Reach(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
