package dev.yinhu.breachresponse.compensation;

import java.util.Locale;

/** Where an offer stands. */
public enum OfferState {
  /** No answer yet. */
  OFFERED,
  /** To be paid. */
  ACCEPTED,
  /** At its end. */
  PAID,
  /** The person does not want it. */
  DECLINED,
  /** Taken back, or its time was over. */
  WITHDRAWN;

  /** As in tables and answers: {@code offered}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static OfferState parse(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
