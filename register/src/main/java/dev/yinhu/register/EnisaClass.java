package dev.yinhu.register;

/** Data classes of ENISA's breach-severity method (2013 working paper, read in reproductions). */
public enum EnisaClass implements WireName {
  /** Biographical and contact data. */
  SIMPLE("simple"),
  /** Location, traffic, preferences and habits. */
  BEHAVIOURAL("behavioural"),
  /** Income, transactions, accounts, cards. */
  FINANCIAL("financial"),
  /** Health, politics, religion and other special kinds. */
  SENSITIVE("sensitive");

  private final String wire;

  EnisaClass(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
