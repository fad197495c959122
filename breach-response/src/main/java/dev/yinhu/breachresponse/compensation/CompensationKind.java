package dev.yinhu.breachresponse.compensation;

import java.util.Locale;

/** How something is made good. */
public enum CompensationKind {
  /** The price is given back. */
  REFUND,
  /** A service for free, told by what it is worth. */
  SERVICE,
  /** Damage is paid in advance, before it is settled who has to (先行赔付). */
  ADVANCE_PAYMENT;

  /** As in tables and answers: {@code advance-payment}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Of what {@link #wireName} gives.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static CompensationKind parse(String text) {
    for (CompensationKind each : values()) {
      if (each.wireName().equals(text)) {
        return each;
      }
    }
    throw new IllegalArgumentException("not a kind of compensation");
  }
}
