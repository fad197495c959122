package dev.yinhu.breachresponse.report;

import dev.yinhu.register.WireName;

/** From which report on a field is filled or explicitly unknown. */
public enum Needed implements WireName {
  /** From the first one on. */
  FIRST("first"),
  /** In the final one. */
  FINAL("final"),
  /** It may be left out. */
  NEVER("never");

  private final String wire;

  Needed(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }

  static Needed parse(String text) {
    for (Needed each : values()) {
      if (each.wire.equals(text)) {
        return each;
      }
    }
    throw new IllegalArgumentException("neither first, final nor never");
  }

  boolean in(ReportKind kind) {
    return switch (kind) {
      case FIRST, FOLLOW_UP -> this == FIRST;
      case FINAL -> this != NEVER;
      case WITHDRAWN -> false;
    };
  }
}
