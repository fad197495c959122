package dev.yinhu.register;

/** How a value is brought to one spelling before its blind index is computed. */
public enum Normalizer implements WireName {
  /** Taken as it is. */
  NONE("none"),
  /** Unicode NFKC, which also folds full-width digits and letters, then trimmed. */
  NFKC("nfkc"),
  /** A telephone number in E.164. */
  PHONE("phone"),
  /** NFKC, trimmed, lower case. */
  EMAIL("email");

  private final String wire;

  Normalizer(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
