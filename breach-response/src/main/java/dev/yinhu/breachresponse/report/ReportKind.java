package dev.yinhu.breachresponse.report;

import dev.yinhu.breachresponse.jurisdiction.Wording;
import dev.yinhu.register.WireName;

/** What a version tells the regulator. */
public enum ReportKind implements WireName {
  /** What is known first; much may be unknown. */
  FIRST("first", "首次报告", "First report"),
  /** What is known meanwhile. */
  FOLLOW_UP("follow-up", "后续报告", "Follow-up report"),
  /** After handling ended. */
  FINAL("final", "最终报告", "Final report"),
  /** That what was reported before does not stand any more. */
  WITHDRAWN("withdrawn", "撤回报告", "Withdrawal");

  private final String wire;
  private final String zh;
  private final String en;

  ReportKind(String wire, String zh, String en) {
    this.wire = wire;
    this.zh = zh;
    this.en = en;
  }

  @Override
  public String wire() {
    return wire;
  }

  /** How it is called. */
  public Wording title() {
    return new Wording(zh, en);
  }

  /**
   * Of its spelling.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static ReportKind parse(String text) {
    for (ReportKind each : values()) {
      if (each.wire.equals(text)) {
        return each;
      }
    }
    throw new IllegalArgumentException("not a kind of report");
  }
}
