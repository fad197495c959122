package dev.yinhu.service.cli;

import dev.yinhu.piiscanner.appraisal.Appraisal;
import dev.yinhu.piiscanner.appraisal.AppraisalOutput;
import dev.yinhu.piiscanner.appraisal.ReportFormat;

/**
 * Where and how a scan is told.
 *
 * @param format of the report
 * @param appraisals write what the scan was held against
 * @param comparable whether fingerprints are under a key that stays
 */
record ScanOutput(
    ReportFormat format, AppraisalOutput appraisals, boolean comparable, Console console) {
  /** Tells on standard error what somebody who reads that has to know. */
  void notices(Appraisal appraisal) {
    appraisals.notices(appraisal).forEach(console::note);
    if (!comparable && showsFingerprints()) {
      console.note(
          "fingerprints are under a key of this run: give --data DIR to compare them with another"
              + " run's");
    }
  }

  private boolean showsFingerprints() {
    return switch (format) {
      case TEXT, HTML -> false;
      case JSON, JSONL, SARIF -> true;
    };
  }
}
