package dev.yinhu.register;

/** Whose data a field holds. */
public enum About implements WireName {
  /** The person whom the row belongs to. */
  SUBJECT("subject"),
  /** A third party, such as the consignee of an order made for somebody else. */
  OTHER("other");

  private final String wire;

  About(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
