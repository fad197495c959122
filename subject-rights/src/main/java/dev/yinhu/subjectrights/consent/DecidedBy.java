package dev.yinhu.subjectrights.consent;

import dev.yinhu.register.WireName;

/** Who decided about a purpose. */
public enum DecidedBy implements WireName {
  /** The person themselves. */
  SUBJECT("subject"),
  /** A guardian for them: of somebody under fourteen only this consent counts (PIPL 31). */
  GUARDIAN("guardian");

  private final String wire;

  DecidedBy(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
