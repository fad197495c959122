package dev.yinhu.register;

/** How far the review of a purpose has come; only an active purpose grants anything. */
public enum PurposeState implements WireName {
  /** Written down, not reviewed. */
  DRAFT("draft"),
  /** Reviewed, not in force. */
  REVIEWED("reviewed"),
  /** In force. */
  ACTIVE("active");

  private final String wire;

  PurposeState(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
