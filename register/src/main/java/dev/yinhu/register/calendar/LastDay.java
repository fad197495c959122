package dev.yinhu.register.calendar;

import dev.yinhu.register.WireName;

/** What happens when a term in days or months ends on a day that is not worked. */
public enum LastDay implements WireName {
  /**
   * It ends with the next working day (Civil Code 203; Regulation (EEC, Euratom) No 1182/71,
   * article 3(4)).
   */
  NEXT_WORKING_DAY("next-working-day"),
  /** It ends then all the same. */
  AS_IT_FALLS("as-it-falls");

  private final String wire;

  LastDay(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
