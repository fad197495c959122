package dev.yinhu.subjectrights.cases;

import dev.yinhu.register.WireName;

/** What came of work that somebody did by hand. */
public enum HandOutcome implements WireName {
  /** It is done. */
  DONE("done"),
  /** There was nothing of the person to do it with. */
  NOT_FOUND("not-found"),
  /** It could not be done; the evidence says why. */
  EXCEPTION("exception");

  private final String wire;

  HandOutcome(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
