package dev.yinhu.piiscanner.jdbc;

import dev.yinhu.piiscanner.PiiEngine;
import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.jdbc.TableReport.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;

/**
 * A table that is read in parts, by whatever reads it and on as many machines as it likes: each
 * part is scanned for itself, and their sum is told as {@link DatabaseScan} would tell the table.
 *
 * @param name where it is
 * @param columns all, in the table's order
 */
public record TableParts(TableName name, List<PartColumn> columns) {
  /** Copies the list. */
  public TableParts {
    columns = List.copyOf(columns);
  }

  /**
   * A scan of one part.
   *
   * @param engine one that tells weak findings too lets columns decide
   * @param settings of which only the longest cell, the examples and the seed count
   */
  public PartScan scan(PiiEngine engine, DatabaseScanSettings settings) {
    List<PartColumn> read = columns.stream().filter(PartColumn::read).toList();
    TableTally tally =
        new TableTally(read.stream().map(PartColumn::hints).toList(), engine::scan, settings);
    return new PartScan(tally, read.size());
  }

  /** What no rows count to. */
  public PartCounts none() {
    ColumnCounts nothing = new ColumnCounts(0, 0, 0, 0, Map.of(), Map.of(), Map.of());
    long read = columns.stream().filter(PartColumn::read).count();
    return new PartCounts(0, 0, Collections.nCopies((int) read, nothing));
  }

  /**
   * What all parts together tell.
   *
   * @param sum of the parts
   * @param threshold from which confidence on a column's finding of a type is certain
   * @param sampled whether the rows were drawn out of more
   */
  public TableReport report(
      PartCounts sum,
      ToDoubleFunction<PiiType> threshold,
      boolean sampled,
      Outcome outcome,
      List<String> notes) {
    ColumnDecision decision = new ColumnDecision(threshold, sampled);
    Iterator<ColumnCounts> counts = sum.columns().iterator();
    List<ColumnReport> reports = new ArrayList<>();
    for (PartColumn column : columns) {
      reports.add(
          column.read()
              ? decision.report(name, column.column(), counts.next())
              : ColumnReport.notRead(column.name(), column.typeName()));
    }
    return new TableReport(
        name, outcome, sum.rows(), sum.characters(), OptionalLong.empty(), sampled, reports, notes);
  }
}
