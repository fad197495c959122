package dev.yinhu.subjectrights.consent;

import dev.yinhu.fieldaccess.ConsentState;
import dev.yinhu.register.WireName;

/** What a person decided about a purpose. */
public enum Decision implements WireName {
  /** They consented to the text that they were shown. */
  GIVEN("given"),
  /** They were shown the text and said no. */
  REFUSED("refused"),
  /** They took their consent back. */
  WITHDRAWN("withdrawn");

  private final String wire;

  Decision(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }

  /** How the consent stands after it. */
  ConsentState state() {
    return this == GIVEN ? ConsentState.GIVEN : ConsentState.WITHDRAWN;
  }
}
