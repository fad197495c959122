package dev.yinhu.subjectrights.indicator;

import dev.yinhu.register.WireName;

/** How a case ended. */
public enum CaseOutcome implements WireName {
  /** Done as asked. */
  COMPLETED("completed"),
  /** Refused with a reason. */
  REFUSED("refused"),
  /** Taken back. */
  CANCELLED("cancelled"),
  /** Nobody proved in time who asks. */
  EXPIRED("expired");

  private final String wire;

  CaseOutcome(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
