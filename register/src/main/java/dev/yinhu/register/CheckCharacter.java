package dev.yinhu.register;

/** The check character that ends a value. */
public enum CheckCharacter implements WireName {
  /** There is none. */
  NONE("none"),
  /** The check digit of ISO/IEC 7812-1 (Luhn), as on payment cards. */
  LUHN("luhn"),
  /** The check character of GB 11643 (ISO 7064 MOD 11-2), as in resident identity numbers. */
  GB11643("gb11643");

  private final String wire;

  CheckCharacter(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }

  /** How many characters it takes: none or one. */
  public int length() {
    return this == NONE ? 0 : 1;
  }
}
