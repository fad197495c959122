package dev.yinhu.register;

/** What kind of token stands in for a value. */
public enum TokenKind implements WireName {
  /** A random token that can be turned back; two calls give two tokens. */
  RANDOM("random"),
  /** The same value always gives the same token, and it can be turned back. */
  DETERMINISTIC("deterministic"),
  /** The same value always gives the same token, and nothing turns it back. */
  ONE_WAY("one-way");

  private final String wire;

  TokenKind(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
