package dev.yinhu.piiscanner.spark;

import dev.yinhu.piiscanner.jdbc.ColumnFinding;
import dev.yinhu.piiscanner.jdbc.DatabaseReport;
import java.util.Map;
import java.util.Optional;

/**
 * What a scan found.
 *
 * @param report the same as that of a database
 * @param places in which parts of files, of findings whose rows come from files
 */
record SparkReport(DatabaseReport report, Map<ColumnFinding, Places> places) {
  SparkReport {
    places = Map.copyOf(places);
  }

  Optional<Places> places(ColumnFinding finding) {
    return Optional.ofNullable(places.get(finding));
  }
}
