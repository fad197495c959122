package dev.yinhu.register.policy;

import dev.yinhu.register.Label;

/** The languages that a policy is written in. */
public enum Tongue {
  /** Chinese, as on the mainland. */
  ZH("zh-CN"),
  /** English. */
  EN("en");

  private final String tag;

  Tongue(String tag) {
    this.tag = tag;
  }

  /** The tag of BCP 47. */
  public String tag() {
    return tag;
  }

  String of(Label label) {
    return pick(label.zh(), label.en());
  }

  String pick(String zh, String en) {
    return this == ZH ? zh : en;
  }
}
