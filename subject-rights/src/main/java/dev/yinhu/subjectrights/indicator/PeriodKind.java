package dev.yinhu.subjectrights.indicator;

import dev.yinhu.register.WireName;

/** How long figures are put together. */
public enum PeriodKind implements WireName {
  /** Three months: indicators are assessed. */
  QUARTER("quarter", 3),
  /** Six months: the whole is evaluated. */
  HALF_YEAR("half-year", 6);

  private final String wire;
  private final int months;

  PeriodKind(String wire, int months) {
    this.wire = wire;
    this.months = months;
  }

  @Override
  public String wire() {
    return wire;
  }

  /** As its periods are named. */
  String letter() {
    return this == QUARTER ? "q" : "h";
  }

  int months() {
    return months;
  }

  int inYear() {
    return 12 / months;
  }
}
