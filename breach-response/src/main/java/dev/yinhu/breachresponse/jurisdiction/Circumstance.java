package dev.yinhu.breachresponse.jurisdiction;

import dev.yinhu.register.WireName;

/** What is or may be true of an incident; that something may be so is enough. */
public enum Circumstance implements WireName {
  /** Personal information was leaked, changed or lost, or may have been. */
  PERSONAL_INFORMATION("personal-information"),
  /** Critical information infrastructure is concerned (关键信息基础设施). */
  CRITICAL_INFRASTRUCTURE("critical-infrastructure"),
  /** The operator is a central or state organ (中央和国家机关). */
  CENTRAL_ORGAN("central-organ"),
  /** A weakness that endangers national security or the public interest. */
  VULNERABILITY("vulnerability"),
  /** A high risk to people's rights. */
  HIGH_RISK("high-risk"),
  /** There are signs of a crime. */
  CRIME("crime");

  private final String wire;

  Circumstance(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }

  /**
   * Of its spelling.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static Circumstance parse(String text) {
    return Wires.of(values(), text);
  }
}
