package dev.yinhu.register.calendar;

import dev.yinhu.register.WireName;

/** In what a law counts. */
public enum TermUnit implements WireName {
  /** Hours of the clock, through nights and holidays. */
  HOURS("hours"),
  /** Working days. */
  WORKING_DAYS("working days"),
  /** Days, whatever they are. */
  DAYS("days"),
  /** Months of the calendar. */
  MONTHS("months");

  private final String wire;

  TermUnit(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
