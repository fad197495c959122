package dev.yinhu.piiscanner.appraisal;

/** How the result of a scan is written. */
public enum ReportFormat {
  /** Tables for a terminal. */
  TEXT,
  /** One object. */
  JSON,
  /** One object a finding or table, and one at the end. */
  JSONL,
  /** SARIF 2.1.0, for what shows the findings of scanners. */
  SARIF,
  /** One document for people, which needs nothing else. */
  HTML
}
