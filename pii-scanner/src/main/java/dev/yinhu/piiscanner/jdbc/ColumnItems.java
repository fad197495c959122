package dev.yinhu.piiscanner.jdbc;

import dev.yinhu.piiscanner.necessity.HeldAt;
import dev.yinhu.piiscanner.report.ReportItem;
import dev.yinhu.piiscanner.report.Samples;
import java.util.List;
import java.util.Optional;

/** The columns of a database as items of reports and gates. */
public final class ColumnItems {
  private ColumnItems() {}

  /**
   * One item for each certain finding. Its fingerprint is that of the place, so that a column is
   * known again whatever stands in it.
   *
   * @param store what the database is called
   * @param home the schema whose tables are called by their bare names
   */
  public static List<ReportItem> of(
      DatabaseReport report, String store, String home, Samples samples) {
    return report.findings().stream()
        .filter(ColumnFinding::certain)
        .map(finding -> item(finding, store, home, samples))
        .toList();
  }

  private static ReportItem item(
      ColumnFinding finding, String store, String home, Samples samples) {
    HeldAt place = HeldAt.field(store, finding.table().collection(home), finding.column());
    return new ReportItem(
        place,
        Optional.empty(),
        false,
        finding.type(),
        finding.hits(),
        finding.confidence(),
        samples.of(finding.type(), place.text()).fingerprint(),
        Optional.empty());
  }
}
