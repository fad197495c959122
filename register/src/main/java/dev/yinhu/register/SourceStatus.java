package dev.yinhu.register;

/** How well a fact in our data files is supported. */
public enum SourceStatus implements WireName {
  /** The primary text was read. */
  VERIFIED("verified"),
  /** A secondary source was read. */
  SECONDARY("secondary"),
  /** Not checked against a source; a deployment should confirm it. */
  UNVERIFIED("unverified");

  private final String wire;

  SourceStatus(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
