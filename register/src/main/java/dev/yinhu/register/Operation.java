package dev.yinhu.register;

/** What a caller may do with a field under a purpose. */
public enum Operation implements WireName {
  /** Turn a value into a ciphertext. */
  ENCRYPT("encrypt"),
  /** See the value in clear. */
  DECRYPT("decrypt"),
  /** See the value with its identifying part hidden. */
  MASK("mask"),
  /** Compute the blind index of a value, to look rows up by equality. */
  SEARCH("search"),
  /** Bring a ciphertext under the newest key without seeing the value. */
  REWRAP("rewrap");

  private final String wire;

  Operation(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
