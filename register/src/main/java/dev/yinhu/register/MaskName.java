package dev.yinhu.register;

/** The masks, from the one that shows most to the one that shows nothing. */
public enum MaskName implements WireName {
  /** E-mail address: the domain and a little of the local part remain. */
  EMAIL("email"),
  /** Telephone number: a few leading and trailing digits remain. */
  PHONE("phone"),
  /** Personal name: one character remains. */
  NAME("name"),
  /** Postal address: the region remains. */
  ADDRESS("address"),
  /** Payment card: the last four digits remain. */
  CARD("card"),
  /** Identity document number: a few characters at the ends remain. */
  ID_NUMBER("id-number"),
  /** Every character is hidden. */
  ALL("all");

  private final String wire;

  MaskName(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }

  /** The one of the two that shows less. */
  public MaskName stricter(MaskName other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
