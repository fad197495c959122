package dev.yinhu.breachresponse.report;

import dev.yinhu.breachresponse.jurisdiction.Wording;

/**
 * An answered field as a report keeps it, with its label of then.
 *
 * @param shown how a known value reads in both languages; empty texts when it is unknown
 */
public record ReportEntry(String key, FieldKind kind, Wording label, Answer answer, Wording shown) {

  /** It holds free text of staff: it stands in no log message. */
  @Override
  public String toString() {
    return "ReportEntry[" + key + "]";
  }
}
