package dev.yinhu.piiscanner.spark;

import dev.yinhu.piiscanner.PiiEngine;
import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.jdbc.PartScan;
import dev.yinhu.piiscanner.jdbc.TableParts;
import dev.yinhu.piiscanner.report.Samples;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;

/**
 * The task: scans the rows of one partition where they are. What comes out holds no value, and what
 * fails tells none.
 *
 * @param spec what to look for
 * @param table what its columns are
 * @param files whether the two columns behind the leaves' name the file and the place in it
 * @param zone in which instants are written
 */
record PartitionScan(ScanSpec spec, SparkTable table, boolean files, String zone)
    implements FlatMapFunction<Iterator<Row>, PartResult> {
  private static final PiiType MARK = new PiiType("KEY_MARK");

  @Override
  public Iterator<PartResult> call(Iterator<Row> rows) {
    if (!rows.hasNext()) {
      return List.<PartResult>of().iterator();
    }
    PiiEngine engine = ExecutorEngines.of(spec).withoutThresholds(); // Columns decide.
    Run run = new Run(engine, FingerprintKey.samples(spec.keyFile()));
    while (rows.hasNext()) {
      run.add(rows.next());
    }
    return List.of(run.end()).iterator();
  }

  /** One partition; its rows come from one part of a file after the other. */
  private final class Run {
    private final PiiEngine engine;
    private final Samples samples;
    private final String keyMark;
    private final TableParts parts = table.parts();
    private final RowCells cells = new RowCells(table.read(), new CellText(ZoneId.of(zone)));
    private final int width = table.width();
    private PartResult sum;
    private PartScan scan;
    private Optional<FilePlace> place = Optional.empty();

    Run(PiiEngine engine, Samples samples) {
      this.engine = engine;
      this.samples = samples;
      this.keyMark = samples.of(MARK, "key").fingerprint();
      this.sum = new PartResult(parts.none(), Map.of(), keyMark);
      this.scan = parts.scan(engine, spec.settings());
    }

    void add(Row row) {
      if (files) {
        FilePlace here = new FilePlace(row.getString(width), row.getLong(width + 1));
        if (place.isPresent() && !place.get().equals(here)) {
          flush();
        }
        place = Optional.of(here);
      }
      try {
        cells.read(row, scan);
      } catch (RuntimeException | StackOverflowError e) {
        throw failed(e);
      }
    }

    /** Without the cause, whose message may hold a value and would stand in Spark's logs. */
    private static SparkScanException failed(Throwable cause) {
      return new SparkScanException(
          "the engine failed on a row: "
              + cause.getClass().getName()
              + ", a defect of the scanner");
    }

    private void flush() {
      sum = sum.plus(PartResult.of(scan.counts(samples), place, keyMark));
      scan = parts.scan(engine, spec.settings());
    }

    PartResult end() {
      flush();
      return sum;
    }
  }
}
