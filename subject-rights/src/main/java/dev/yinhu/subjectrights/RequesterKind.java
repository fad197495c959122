package dev.yinhu.subjectrights;

import dev.yinhu.register.WireName;

/** Who asks. */
public enum RequesterKind implements WireName {
  /** The person themselves. */
  SUBJECT("subject"),
  /** A guardian of a minor under 14 (PIPL 31). */
  GUARDIAN("guardian"),
  /** A near relative of somebody who died, for an own lawful interest (PIPL 49). */
  NEAR_RELATIVE("near-relative"),
  /** Somebody whom the person has authorised. */
  AGENT("agent");

  private final String wire;

  RequesterKind(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }

  /** Whether proof of the relation is needed beside that of who asks. */
  public boolean needsProof() {
    return this != SUBJECT;
  }
}
