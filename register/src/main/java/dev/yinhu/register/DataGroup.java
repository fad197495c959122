package dev.yinhu.register;

/** The four groups of consumer data that the platform's protection plan distinguishes. */
public enum DataGroup implements WireName {
  /** Name, sex, birth date, ID number, mobile, e-mail and the like. */
  BASIC("basic"),
  /** Browsing, search and purchase history. */
  BEHAVIOUR("behaviour"),
  /** Orders, payments, logistics. */
  TRANSACTION("transaction"),
  /** Reviews, complaints, consultations. */
  FEEDBACK("feedback");

  private final String wire;

  DataGroup(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
