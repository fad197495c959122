package dev.yinhu.subjectrights.clock;

import dev.yinhu.register.Label;
import dev.yinhu.register.WireName;

/** Why an answer takes longer; without a reason nothing is put off (GDPR 12(3)). */
public enum ExtensionReason implements WireName {
  /** The request is complex. */
  COMPLEX("complex", "请求复杂", "The request is complex"),
  /** Many requests came from the same person. */
  MANY_REQUESTS("many-requests", "同一申请人的请求较多", "There are many requests of the same person");

  private final String wire;
  private final String zh;
  private final String en;

  ExtensionReason(String wire, String zh, String en) {
    this.wire = wire;
    this.zh = zh;
    this.en = en;
  }

  @Override
  public String wire() {
    return wire;
  }

  /** What the person is told. */
  public Label label() {
    return new Label(zh, en);
  }
}
