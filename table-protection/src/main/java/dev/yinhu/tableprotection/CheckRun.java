package dev.yinhu.tableprotection;

import dev.yinhu.database.Pause;
import dev.yinhu.fieldaccess.FieldAccess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;

/** One check of a job: what is wrong, and how much there is to do. Writes nothing. */
final class CheckRun {
  /** What a backfill does in a second, about, where the job sets no rate. */
  private static final int USUAL_VALUES_PER_SECOND = 20_000;

  private final ProtectionJob job;
  private final FieldAccess access;
  private final TargetConnector connector;
  private final TableShape shape;
  private final Pause pause;

  CheckRun(
      ProtectionJob job,
      FieldAccess access,
      TargetConnector connector,
      TableShape shape,
      Pause pause) {
    this.job = job;
    this.access = access;
    this.connector = connector;
    this.shape = shape;
    this.pause = pause;
  }

  CheckReport run(Duration sample) throws InterruptedException {
    JobCheck check = new JobCheck(job, shape, access);
    check.all(Phase.BACKFILL);
    if (!check.errors.isEmpty()) {
      return new CheckReport(check.errors, check.warnings, List.of(), List.of(), Duration.ZERO);
    }
    RowLayout layout = new RowLayout(job, access);
    try (RowStore rows = new RowStore(layout, connector.open(), connector.dialect(), shape)) {
      LengthCheck lengths = new LengthCheck(job, shape, access, check.errors, check.warnings);
      job.columns().forEach(column -> lengths.ciphertexts(column, rows.longest(column)));
      lengths.indexes();
      Look first = new Look(layout, counts(layout, rows));
      Look last = first;
      if (!sample.isZero()) {
        pause.of(sample);
        last = new Look(layout, counts(layout, rows));
      }
      List<CheckReport.Column> columns = columns(first, last);
      columns.stream().filter(CheckReport.Column::grows).forEach(column -> warn(check, column));
      return new CheckReport(
          check.errors, check.warnings, columns, last.indexes, estimate(columns, last.indexes));
    }
  }

  private static void warn(JobCheck check, CheckReport.Column column) {
    check.warnings.add(
        "the application writes values of "
            + column.field()
            + " without their ciphertext: have it write both before the backfill");
  }

  private static List<Long> counts(RowLayout layout, RowStore rows) {
    return rows.counts(conditions -> {
      List<String> each = new ArrayList<>();
      for (int i = 0; i < layout.columns(); i++) {
        each.add(conditions.hasPlaintext(i));
        each.add(conditions.unsealed(i));
        each.add(conditions.hasCiphertext(i));
      }
      for (IndexSource source : layout.sources()) {
        for (IndexSource.Place place : source.places()) {
          each.add(conditions.hasIndex(place));
          each.add(conditions.unindexed(source, place));
        }
      }
      return each;
    });
  }

  /** One look at the table. */
  private static final class Look {
    private final List<CheckReport.Column> columns = new ArrayList<>();
    private final List<CheckReport.Index> indexes = new ArrayList<>();

    Look(RowLayout layout, List<Long> counts) {
      Iterator<Long> next = counts.iterator();
      for (ProtectedColumn column : layout.job().columns()) {
        long plaintexts = next.next();
        long pending = next.next();
        columns.add(
            new CheckReport.Column(
                column.field().text(), plaintexts, pending, next.next(), pending));
      }
      for (IndexSource source : layout.sources()) {
        for (IndexSource.Place place : source.places()) {
          String column = layout.stored().get(place.position());
          indexes.add(new CheckReport.Index(source.name(), column, next.next(), next.next()));
        }
      }
    }
  }

  private static List<CheckReport.Column> columns(Look first, Look last) {
    List<CheckReport.Column> columns = new ArrayList<>();
    for (int i = 0; i < last.columns.size(); i++) {
      CheckReport.Column now = last.columns.get(i);
      columns.add(
          new CheckReport.Column(
              now.field(),
              now.plaintexts(),
              first.columns.get(i).pending(),
              now.ciphertexts(),
              now.pending()));
    }
    return columns;
  }

  private Duration estimate(List<CheckReport.Column> columns, List<CheckReport.Index> indexes) {
    long values = columns.stream().mapToLong(CheckReport.Column::pendingAfter).sum();
    long rows =
        Math.max(
            columns.stream().mapToLong(CheckReport.Column::pendingAfter).max().orElse(0),
            indexes.stream().mapToLong(CheckReport.Index::pending).max().orElse(0));
    long seconds = Math.max(values, rows) / USUAL_VALUES_PER_SECOND;
    OptionalInt rate = job.rowsPerSecond();
    return Duration.ofSeconds(
        rate.isPresent() ? Math.max(seconds, rows / rate.getAsInt()) : seconds);
  }
}
