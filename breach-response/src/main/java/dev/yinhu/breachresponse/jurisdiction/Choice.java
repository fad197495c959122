package dev.yinhu.breachresponse.jurisdiction;

import dev.yinhu.register.WireName;

/** What was decided about a duty. */
public enum Choice implements WireName {
  /** They are told. */
  TELL("tell"),
  /** They are not told, on a ground that the law knows. */
  DO_NOT_TELL("do-not-tell"),
  /** The decision before does not stand any more, and there is no other. */
  WITHDRAWN("withdrawn");

  private final String wire;

  Choice(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }

  static Choice parse(String text) {
    return Wires.of(values(), text);
  }
}
