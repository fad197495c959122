package dev.yinhu.subjectrights;

import dev.yinhu.register.WireName;

/** By which way a request came in. Whatever the way, it becomes the same case. */
public enum Channel implements WireName {
  /** The platform's own pages or app. */
  ONLINE("online"),
  /** A mailbox. */
  MAIL("mail"),
  /** The telephone. */
  PHONE("phone"),
  /** A letter, a counter, a column of complaints. */
  OTHER("other");

  private final String wire;

  Channel(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
