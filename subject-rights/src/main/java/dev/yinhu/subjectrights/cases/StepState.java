package dev.yinhu.subjectrights.cases;

import dev.yinhu.register.WireName;

/** How far a step is. */
public enum StepState implements WireName {
  /** Not begun. */
  PLANNED("planned"),
  /** Begun and not ended: being done, or to be done again since a process died. */
  BEGUN("begun"),
  /** Done. */
  DONE("done");

  private final String wire;

  StepState(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
