package dev.yinhu.breachresponse.compensation;

import java.util.Locale;

/** A move of money from one account to another. */
enum Move {
  OFFER("available", "offered"),
  ACCEPT("offered", "accepted"),
  PAY("accepted", "paid"),
  DECLINE("offered", "available"),
  WITHDRAW("offered", "available");

  private final String from;
  private final String to;

  Move(String from, String to) {
    this.from = from;
    this.to = to;
  }

  String from() {
    return from;
  }

  String to() {
    return to;
  }

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
